namespace Guanxi.Browser.Tests.Journeys;

/// <summary>What a form owes to whoever fills it in, where only a browser shows it: reading while typing, going to what is wrong, keeping what was typed.</summary>
public sealed class FillingForms(Chromium chromium, FirmWithPeople firm) : IClassFixture<FirmWithPeople>
{
    [Theory, MemberData(nameof(Look.Both), MemberType = typeof(Look))]
    public async Task What_is_wrong_comes_into_sight_and_what_was_typed_stays(Look look)
    {
        await using var visit = await chromium.Visit(firm.Server, look);
        await visit.SignIn(FirmWithPeople.Owner, FirmWithPeople.Password);
        var page = visit.Page;

        // A browser's own bubble speaks the browser's language; ours speaks the page's.
        await visit.Go("/customers/new");
        await visit.Button("customers.new.save").ClickAsync();
        await Expect(page.Locator("#name")).ToHaveJSPropertyAsync("validationMessage", visit.Words["host.shell.required"]);

        // The error stands above the button that was pressed: it is gone to, and its input has the focus.
        // On a phone days are chosen, not typed.
        var (field, wrong, right) = look.Phone ? ("email", "lin@", $"lin-{look.Language}@tea.example") : ("birthday", "1990-13-45", "1990-05-20");
        var input = page.Locator($"#{field}");
        await page.Locator("#name").FillAsync("王小明");
        await input.FillAsync(wrong);
        await page.Keyboard.PressAsync("Escape");
        await visit.Button("customers.new.save").ClickAsync();
        await Expect(page.Locator($"#{field}-error")).ToBeInViewportAsync();
        await Expect(input).ToBeFocusedAsync();
        await Expect(input).ToHaveValueAsync(wrong);
        await Expect(input).ToHaveAttributeAsync("aria-describedby", $"{field}-error");
        await Expect(page.Locator("#source")).ToHaveValueAsync("");
        await Expect(page.Locator("#source option:checked")).ToHaveTextAsync("–");
        await visit.LookOver();

        // Without a connection nothing arrives; once it is back the page is loaded anew and all is still there.
        await input.FillAsync(right);
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("#city").FillAsync("杭州");
        visit.ServerMayBeGone = true;
        await page.Context.SetOfflineAsync(true);
        await visit.Button("customers.new.save").ClickAsync();
        await Expect(page.Locator("#lost-connection")).ToBeVisibleAsync();
        await page.Context.SetOfflineAsync(false);
        visit.Forget();
        await page.ReloadAsync();
        await Expect(page.Locator("#name")).ToHaveValueAsync("王小明");
        await Expect(page.Locator("#city")).ToHaveValueAsync("杭州");
        await Expect(input).ToHaveValueAsync(right);

        // Saved: the customer's page begins at its top and says so; a new form is empty.
        await visit.Button("customers.new.save").ClickAsync();
        await Expect(visit.Text("customers.new.saved")).ToBeInViewportAsync();
        await visit.LookOver();
        await visit.Link("customers.edit.title").ClickAsync();
        await page.Locator("#note").FillAsync("爱喝龙井");
        await visit.Button("customers.edit.save").ClickAsync();
        await Expect(visit.Text("customers.edit.saved")).ToBeInViewportAsync();
        await visit.Go("/customers/new");
        await Expect(page.Locator("#name")).ToHaveValueAsync("");
    }

    [Theory, MemberData(nameof(Look.BothCrossed), MemberType = typeof(Look))]
    public async Task An_order_is_read_while_it_is_typed_as_it_will_be_saved(Look look)
    {
        await using var visit = await chromium.Visit(firm.Server, look);
        await visit.SignIn(FirmWithPeople.Owner, FirmWithPeople.Password);
        var page = visit.Page;
        await visit.Go("/customers/new");
        await page.Locator("#name").FillAsync($"陈记{look.Language}{look.Width}");
        await visit.Button("customers.new.save").ClickAsync();
        await Expect(visit.Text("customers.new.saved")).ToBeVisibleAsync();
        await visit.Go(new Uri(page.Url).AbsolutePath + "/orders/new");
        var (quantity, price, sum) = (page.Locator("[name='Form.Lines[0].Quantity']"), page.Locator("[name='Form.Lines[0].Price']"), page.Locator("[data-sum-total]"));
        await page.Locator("[name='Form.Currency']").SelectOptionAsync("CNY");
        await page.Locator("[name='Form.Lines[0].Description']").FillAsync("龙井");

        await quantity.FillAsync("1");
        await price.FillAsync("1,200");
        await Expect(sum).ToHaveTextAsync("1,200.00 CNY");
        await quantity.FillAsync("１．５");
        await Expect(sum).ToHaveTextAsync("1,800.00 CNY");
        await quantity.FillAsync("9,5");
        await Expect(sum).ToHaveTextAsync("–");

        await visit.Button("sales.order.save").ClickAsync();
        await Expect(quantity).ToBeFocusedAsync();
        await Expect(quantity).ToHaveValueAsync("9,5");
        await Expect(page.Locator(".order-line .field-error")).ToBeInViewportAsync();
        await visit.LookOver();
        await quantity.FillAsync("9.5");
        await visit.Button("sales.order.save").ClickAsync();
        await Expect(visit.Text("sales.order.saved")).ToBeInViewportAsync();
    }

    [Theory, MemberData(nameof(Look.Both), MemberType = typeof(Look))]
    public async Task Boxes_say_what_they_are_and_the_house_asks_before_it_deletes(Look look)
    {
        await using var visit = await chromium.Visit(firm.Server, look);
        await visit.SignIn(FirmWithPeople.Owner, FirmWithPeople.Password);
        var page = visit.Page;

        // The letters decide: "my own" doesn't stay first for whoever types another's name.
        await visit.Go("/customers");
        await page.Locator("details:has(select[name=owner]) > summary").First.ClickAsync();
        var owner = page.Locator("select[name=owner] + .ts-wrapper");
        await Expect(owner.Locator("input")).ToHaveAttributeAsync("placeholder", visit.Words["customers.list.all_owners"]);
        await owner.Locator("input").PressSequentiallyAsync("guessed3");
        await Expect(owner.Locator(".option").First).ToHaveTextAsync("guessed3");
        await Expect(owner.Locator(".option")).ToHaveCountAsync(1);

        await visit.Go("/customers/new");
        await page.Locator("#birthday").ClickAsync();
        if (look.Language == "zh-CN") await Expect(page.Locator(".air-datepicker-nav--title").First).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^\\d{4}年\\d{1,2}月$"));

        await visit.Go("/settings/roles/new");
        await page.Locator("#name").FillAsync($"guests {look.Language} {look.Width}");
        await page.Locator("[name='Form.Rights']").First.CheckAsync();
        await visit.Button("staff.save").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = $"guests {look.Language} {look.Width}" }).ClickAsync();
        await visit.Button("staff.role.remove").ClickAsync();
        await Expect(page.Locator("#confirm")).ToContainTextAsync(visit.Words["staff.role.remove.sure", $"guests {look.Language} {look.Width}"]);
        await visit.LookOver();
        await page.Locator("#confirm [data-confirm-yes]").ClickAsync();
        await Expect(visit.Text("staff.done.removed")).ToBeVisibleAsync();
    }
}
