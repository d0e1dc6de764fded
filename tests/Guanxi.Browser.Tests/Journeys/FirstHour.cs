namespace Guanxi.Browser.Tests.Journeys;

/// <summary>From nothing to figures: a new firm loads its own file, puts right what is wrong in it, and sees who its customers are.</summary>
public sealed class FirstHour(Chromium chromium)
{
    [Theory, MemberData(nameof(Look.Both), MemberType = typeof(Look))]
    public async Task A_firm_loads_its_own_file_and_sees_what_its_customers_are_worth(Look look)
    {
        var file = OrderFile.For(look.Language);
        await using var server = await Server.Start();
        await using var visit = await chromium.Visit(server, look);
        await visit.SetUp(server, "林记茶行", "林晓梅", "lin", "一二三四五六七八");

        // The file, and how it is read.
        await visit.Go("/imports");
        await visit.LookOver();
        await visit.Field("exchange.upload.file").SetInputFilesAsync(new FilePayload { Name = file.Name, MimeType = "text/csv", Buffer = file.Content });
        await visit.Button("exchange.upload.button").ClickAsync();
        await Expect(visit.Heading("exchange.columns.title")).ToBeVisibleAsync();
        await visit.LookOver();
        if (look.Language == "en") await visit.Page.GetByRole(AriaRole.Radio, new() { NameRegex = visit.Words.Like("exchange.answer.dayfirst") }).CheckAsync();
        await visit.Field("exchange.field.currency").SelectOptionAsync("CNY");
        await visit.Button("exchange.mapping.check").ClickAsync();

        // What is wrong with it, put right in place.
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { NameRegex = visit.Words.Like("exchange.errors.title") })).ToBeVisibleAsync();
        await visit.LookOver();
        var wrong = visit.Page.GetByRole(AriaRole.Textbox, new() { NameRegex = visit.Words.Like("exchange.errors.value_of") });
        await Expect(wrong).ToHaveCountAsync(2);
        for (var i = 0; i < 2; i++) await wrong.Nth(i).FillAsync(OrderFile.Right(await wrong.Nth(i).InputValueAsync(), look.Language));
        await visit.Button("exchange.errors.check_again").ClickAsync();
        await Expect(visit.Button("exchange.result.load_all")).ToBeEnabledAsync();
        await Expect(wrong).ToHaveCountAsync(0);
        await visit.LookOver();

        // Loaded: the receipt, then the customers.
        await visit.Button("exchange.result.load_all").ClickAsync();
        await Expect(visit.Heading("exchange.receipt.heading")).ToBeVisibleAsync();
        await visit.LookOver();
        await visit.Link("exchange.receipt.customers").ClickAsync();
        await Expect(visit.Page.GetByText(visit.Words["customers.list.total", 60])).ToBeVisibleAsync();
        await visit.LookOver();
        await visit.Search(file.SomeCustomer);
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = file.SomeCustomer }).First.ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = file.SomeCustomer, Level = 1 })).ToBeVisibleAsync();
        await visit.LookOver();

        // What they are worth was computed meanwhile.
        await visit.UntilThere("/value", visit.Page.GetByText(visit.Words["value.curve.title"]).First);
        await visit.LookOver();
        await visit.Go("/today");
        await Expect(visit.Heading("value.at_risk.title")).ToBeVisibleAsync();
        await visit.LookOver();
    }
}
