using System.Net;
using System.Text.RegularExpressions;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Files;
using Guanxi.Http;
using Guanxi.Service;
using Guanxi.Service.Complaints;
using Guanxi.Service.Complaints.Proposals;
using Guanxi.Service.Complaints.Public;
using Guanxi.Service.Complaints.Public.Inbox;
using Guanxi.Service.Complaints.Steps;
using Guanxi.Service.Complaints.View;
using Guanxi.Staff;
using Guanxi.Tests.Sales;
using Guanxi.Tests.Start;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Service;

[Trait("Row", "SVC-2")]
public sealed partial class PublicComplaintTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    [Fact]
    public async Task A_customer_complains_follows_refuses_accepts_rates_and_opens_again_without_signing_in()
    {
        using var stranger = new Visitor(await app.Http());
        var shop = (await app.Run(new OpenUnit { Name = "静安店", Kind = UnitKind.Shop })).Value;
        using var sent = await stranger.Submit($"/complain?shop={shop}", "complain", new() { ["Form.Words"] = "杯子是破的", ["Form.Phone"] = "13800138000", ["Form.Name"] = "林小燕", ["Form.Email"] = "", ["Form.Wish"] = "", ["Form.OrderNumber"] = "", ["Form.Website"] = "" });
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var secret = Secret().Match(sent.Headers.Location!.ToString()).Groups[1].Value;
        (await stranger.Read($"/complain/{secret}?sent=true")).ShouldContain("杯子是破的");

        // Somebody says whose it is; the same link goes on.
        var customer = await app.Given(SalesGiven.Customer());
        var agent = GuanxiApp.Someone();
        var incoming = (await app.Run(new IncomingList(), agent)).Value.Single(i => i.Words == "杯子是破的");
        incoming.ShouldSatisfyAllConditions(i => i.Unit.ShouldBe("静安店"), i => i.Phone!.ShouldContain("138"));
        var id = (await app.Run(new TakeIncoming { IncomingId = incoming.Id, CustomerId = customer.Id }, agent)).Value;
        await Do(new HearOut());
        await Do(new JudgeComplaint { KeyPoints = "Secret note of the firm's own", RootCause = "Cheap boxes" });
        await Do(new ProposeSolution { Words = "一张代金券" });
        (await stranger.Read($"/complain/{secret}")).ShouldSatisfyAllConditions(p => p.ShouldContain("一张代金券"), p => p.ShouldNotContain("Secret note"), p => p.ShouldNotContain("Cheap boxes"));

        await Act("offer", new() { ["Words"] = "要换新的", ["Accepted"] = "false" });
        await Do(new ProposeSolution { Words = "换一只新的" });
        await Act("offer", new() { ["Accepted"] = "true" });
        await Do(new CarryOut { Evidence = "SF123" });
        await Act("rate", new() { ["Satisfaction"] = "1", ["Words"] = "颜色不对" });
        (await Card()).ShouldSatisfyAllConditions(c => c.Row.Step.ShouldBe(ComplaintStep.Solve), c => c.Row.Reopened.ShouldBe(1));
        await Do(new ProposeSolution { Words = "再换" });
        await Act("offer", new() { ["Accepted"] = "true" });
        await Do(new CarryOut { Evidence = "SF124" });
        await Act("rate", new() { ["Satisfaction"] = "5" });
        (await Card()).Row.State.ShouldBe(ComplaintState.Closed);
        await Act("again", new() { ["Words"] = "又破了" });

        (await Card()).ShouldSatisfyAllConditions(c => c.Row.State.ShouldBe(ComplaintState.Open), c => c.Row.Reopened.ShouldBe(2), c => c.Log.Where(l => l.Act is ComplaintAct.Accepted or ComplaintAct.FollowedUp or ComplaintAct.Reopened).ShouldAllBe(l => l.By == null));

        async Task Do<T>(T act) where T : OnComplaint, IUseCase<bool>
        {
            (act.CustomerId, act.ComplaintId) = (customer.Id, id);
            (await app.Run(act, agent)).Refusal.ShouldBeNull();
        }

        async Task Act(string form, Dictionary<string, string> entries)
        {
            using var answer = await stranger.Submit($"/complain/{secret}", form, entries);
            answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, form);
        }

        async Task<ComplaintDetail> Card() => (await app.Run(new ComplaintCard { CustomerId = customer.Id, ComplaintId = id }, agent)).Value;
    }

    [Fact]
    public async Task A_guessed_or_cut_link_a_link_of_another_kind_and_none_get_one_and_the_same_answer()
    {
        using var stranger = new Visitor(await app.Http());
        var secret = (await app.Run(new SendComplaint { Words = "x", Phone = "1" }, Actor.Nobody)).Value;
        var answers = new HashSet<string>();
        foreach (var guess in new[] { secret[..^1], secret + "A", SecretToken.New(), "1", "%27%20OR%201=1" })
        {
            using var answer = await stranger.Http.GetAsync($"/complain/{guess}", TestContext.Current.CancellationToken);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, guess);
            answers.Add(MainPart().Match(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Value);
        }
        answers.ShouldHaveSingleItem();
        (await app.Use(db => db.Set<ComplaintLink>().AnyAsync(l => l.Hash == secret))).ShouldBeFalse("only its hash is kept");
    }

    [Fact]
    public async Task What_is_no_photo_is_too_large_or_too_many_is_refused_and_nothing_is_kept()
    {
        var folder = Path.Combine(app.Folder, "photos");
        var before = Kept();
        (await Send([0x4D, 0x5A, 0x90])).ShouldBe("service.public.not_a_photo");
        (await Send("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray())).ShouldBe("service.public.not_a_photo");
        (await Send(Png, [.. Png, .. new byte[PhotoStore.MostBytes]])).ShouldBe("service.public.photo_too_large");
        (await Send(Png, Png, Png, Png)).ShouldBe("service.public.too_many_photos");
        Kept().ShouldBe(before);
        (await app.Use(db => db.Set<Incoming>().AnyAsync(i => i.Words == "with photos"))).ShouldBeFalse();

        (await Send(Png)).ShouldBeNull();
        Kept().ShouldBe(before + 1);

        int Kept() => Directory.Exists(folder) ? Directory.GetFiles(folder).Length : 0;

        async Task<string?> Send(params byte[][] photos) =>
            (await app.Run(new SendComplaint { Words = "with photos", Phone = "13800138000", Photos = [.. photos.Select(p => new SentPhoto(p))] }, Actor.Nobody)).Refusal;
    }

    [Fact]
    public async Task A_photo_is_shown_to_who_may_see_the_complaint_as_a_picture_and_to_nobody_else()
    {
        var customer = await app.Given(SalesGiven.Customer(Id<Person>.New()));
        _ = (await app.Run(new SendComplaint { Words = "look", Phone = "1", Photos = [new(Png)] }, Actor.Nobody)).Value;
        var incoming = (await app.Run(new IncomingList())).Value.Single(i => i.Words == "look");
        _ = (await app.Run(new TakeIncoming { IncomingId = incoming.Id, CustomerId = customer.Id })).Value;
        using var owner = await Visitor.SignedIn(app);
        using var stranger = new Visitor(await app.Http());
        using var seller = await Visitor.SignedIn(app, "sales");

        using var shown = await owner.Http.GetAsync($"/complaints/photos/{incoming.Photos[0]}", TestContext.Current.CancellationToken);
        shown.StatusCode.ShouldBe(HttpStatusCode.OK);
        shown.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        (await shown.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBe(Png);
        using var unknown = await stranger.Http.GetAsync($"/complaints/photos/{incoming.Photos[0]}", TestContext.Current.CancellationToken);
        unknown.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var other = await seller.Http.GetAsync($"/complaints/photos/{incoming.Photos[0]}", TestContext.Current.CancellationToken);
        other.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_photo_that_no_row_names_is_taken_away_once_it_is_a_day_old()
    {
        _ = (await app.Run(new SendComplaint { Words = "kept", Phone = "1", Photos = [new(Png)] }, Actor.Nobody)).Value;
        var folder = Path.Combine(app.Folder, "photos");
        var (lost, young) = (Path.Combine(folder, "1.photo"), Path.Combine(folder, "2.photo"));
        foreach (var file in new[] { lost, young }) await File.WriteAllBytesAsync(file, Png, TestContext.Current.CancellationToken);
        foreach (var file in Directory.GetFiles(folder).Except([young])) File.SetLastWriteTimeUtc(file, TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-2));
        var named = await app.Use(db => db.Set<Photo>().CountAsync());

        await using var scope = app.Services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<FileSweep>().Run(TestContext.Current.CancellationToken)).ShouldBe(1);

        File.Exists(lost).ShouldBeFalse();
        Directory.GetFiles(folder).Length.ShouldBe(named + 1);
    }

    [Fact]
    public async Task Who_answers_what_is_no_longer_asked_is_told_so_and_keeps_their_words()
    {
        var customer = await app.Given(SalesGiven.Customer());
        var id = (await app.Run(new RecordComplaint { CustomerId = customer.Id, Summary = "Broken" }, GuanxiApp.Someone())).Value;
        using var owner = await Visitor.SignedIn(app);
        var url = $"/customers/{customer.Id}/complaints/{id}";
        var token = Token().Match(await owner.Read(url)).Groups[1].Value;
        // A colleague hears the customer out while the form is being filled in.
        _ = (await app.Run(new HearOut { CustomerId = customer.Id, ComplaintId = id }, GuanxiApp.Someone())).Value;

        using var content = new FormUrlEncodedContent([new("_handler", "hear"), new("__RequestVerificationToken", token), new("Hear.Note", "等了两天才有人接")]);
        using var answer = await owner.Http.PostAsync(url, content, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldSatisfyAllConditions(p => p.ShouldContain("等了两天才有人接"), p => p.ShouldNotContain("[kernel."));
        (await app.Run(new ComplaintCard { CustomerId = customer.Id, ComplaintId = id })).Value.Log.Count(l => l.Act == ComplaintAct.Heard).ShouldBe(1);
    }

    [Fact]
    public async Task A_script_in_a_name_is_shown_as_text_and_a_program_that_fills_every_field_gets_nowhere()
    {
        using var stranger = new Visitor(await app.Http());
        using var sent = await stranger.Submit("/complain", "complain", new() { ["Form.Words"] = "<script>alert(1)</script>", ["Form.Name"] = "<img src=x onerror=alert(1)>", ["Form.Email"] = "a@b.cn" });
        (await stranger.Read(sent.Headers.Location!.ToString())).ShouldNotContain("<script>alert(1)");
        using var owner = await Visitor.SignedIn(app);
        (await owner.Read("/complaints/incoming")).ShouldSatisfyAllConditions(p => p.ShouldNotContain("<script>alert(1)"), p => p.ShouldNotContain("<img src=x"), p => p.ShouldContain("&lt;img src=x"));

        using var program = await stranger.Submit("/complain", "complain", new() { ["Form.Words"] = "Buy pills", ["Form.Email"] = "a@b.cn", ["Form.Website"] = "http://pills" });
        program.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.Use(db => db.Set<Incoming>().AnyAsync(i => i.Words == "Buy pills"))).ShouldBeFalse();
    }

    [Fact]
    public async Task What_was_typed_stays_where_something_is_missing()
    {
        using var stranger = new Visitor(await app.Http());
        using var answer = await stranger.Submit("/complain", "complain", new() { ["Form.Words"] = "没有电话", ["Form.OrderNumber"] = "A-77" });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldSatisfyAllConditions(p => p.ShouldContain("没有电话"), p => p.ShouldContain("value=\"A-77\""), p => p.ShouldContain("field-error"));
    }

    [Fact]
    public async Task A_suggestion_needs_no_way_back_and_its_answer_is_read_by_the_link()
    {
        var secret = (await app.Run(new SendComplaint { Suggestion = true, Words = "More green tea" }, Actor.Nobody)).Value;
        var incoming = (await app.Run(new IncomingList())).Value.Single(i => i.Words == "More green tea");
        var customer = await app.Given(SalesGiven.Customer());
        (await app.Run(new TakeIncoming { IncomingId = incoming.Id, CustomerId = customer.Id })).Refusal.ShouldBe("service.incoming.is_suggestion");
        _ = (await app.Run(new AnswerIncoming { IncomingId = incoming.Id, Answer = "From May on" })).Value;
        (await app.Run(new ComplaintByLink { Secret = secret }, Actor.Nobody)).Value.FirmsAnswer.ShouldBe("From May on");
        (await app.Run(new AnswerIncoming { IncomingId = incoming.Id, Answer = "Twice" })).Refusal.ShouldBe("service.incoming.decided_already");
    }

    [Fact]
    public async Task What_names_another_shop_is_not_shown_and_phones_are_masked_for_who_may_not_read_them()
    {
        var (mine, other) = ((await app.Run(new OpenUnit { Name = "Mine", Kind = UnitKind.Shop })).Value, (await app.Run(new OpenUnit { Name = "Theirs", Kind = UnitKind.Shop })).Value);
        foreach (var unit in new[] { mine, other }) _ = (await app.Run(new SendComplaint { Words = $"for {unit}", Phone = "13812345678", UnitId = unit }, Actor.Nobody)).Value;
        var clerk = GuanxiApp.Someone(Scope.Team, "service.read", "service.edit") with { HomeUnit = mine, Units = [mine] };

        var rows = (await app.Run(new IncomingList(), clerk)).Value;

        rows.ShouldContain(r => r.Words == $"for {mine}");
        rows.ShouldNotContain(r => r.Words == $"for {other}");
        rows.Single(r => r.Words == $"for {mine}").Phone.ShouldNotBe("13812345678");
        // Once it is somebody's, it is theirs who may see them.
        var taken = rows.Single(r => r.Words == $"for {mine}");
        _ = (await app.Run(new TakeIncoming { IncomingId = taken.Id, CustomerId = (await app.Given(SalesGiven.Customer(Id<Person>.New()))).Id })).Value;
        (await app.Run(new IncomingList { IncomingId = taken.Id }, clerk)).Refusal.ShouldBe("service.incoming.not_found");
        var theirs = (await app.Run(new IncomingList())).Value.Single(r => r.Words == $"for {other}");
        (await app.Run(new AnswerIncoming { IncomingId = theirs.Id, Answer = "x" }, clerk)).Refusal.ShouldBe("service.incoming.not_found");
    }

    [GeneratedRegex("/complain/([A-Za-z0-9_-]{40,})")]
    private static partial Regex Secret();

    [GeneratedRegex("__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("<main.*</main>", RegexOptions.Singleline)]
    private static partial Regex MainPart();
}

/// <summary>On a server of its own: whoever is turned away here is turned away for ten minutes.</summary>
[Trait("Row", "SVC-2")]
public sealed class PublicFloodTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task A_flood_is_turned_away_in_words_and_the_firms_own_people_work_on()
    {
        using var owner = await Visitor.SignedIn(app);
        using var stranger = new Visitor(await app.Http());
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < PublicLimits.MostSent + 3; i++)
        {
            using var sent = await stranger.Submit("/complain", "complain", new() { ["Form.Words"] = $"{i}", ["Form.Phone"] = "13800138000" });
            answers.Add(sent.StatusCode);
            if (sent.StatusCode == HttpStatusCode.TooManyRequests) (await sent.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldNotContain("[service.");
        }
        answers.Count(a => a == HttpStatusCode.Redirect).ShouldBe(PublicLimits.MostSent);
        answers.Count(a => a == HttpStatusCode.TooManyRequests).ShouldBe(3);
        (await app.Use(db => db.Set<Incoming>().CountAsync())).ShouldBe(PublicLimits.MostSent);
        await owner.Read("/complaints");
    }
}
