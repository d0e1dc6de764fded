using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Guanxi.Customers;
using Guanxi.Jobs;
using Guanxi.Staff;
using Guanxi.Staff.Keys;
using Guanxi.Tests.Start;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Customers;

/// <summary>What a customer is worth, the money at risk and the probability of leaving are seen by who may see values, and by nobody else; grade, colour and stage are everybody's.</summary>
[Trait("Row", "RSK-1")]
public sealed class WorthTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private const string Shown = "1,234,567";

    private static readonly string[] Worth = ["valueMinor", "riskMinor", "churn"];

    [Fact]
    public async Task A_clerk_sees_grade_and_stage_in_lists_and_details_but_no_worth()
    {
        var clerk = GuanxiApp.Someone(Scope.All, CustomersRights.Read);
        var customer = await Given("柜台客户");

        var row = (await app.Run(new CustomerList { Q = "柜台客户" }, clerk)).Value.Rows.ShouldHaveSingleItem();
        (row.Grade, row.Colour, row.Stage, row.LastPurchaseOn).ShouldBe(("major", "green", "decline", new DateOnly(2026, 2, 3)));
        (row.ValueMinor, row.RiskMinor, row.Churn).ShouldBe((null, null, null));
        var face = (await app.Run(new CustomerDetails { CustomerId = customer }, clerk)).Value.Face.ShouldNotBeNull();
        (face.Grade, face.Colour, face.Stage).ShouldBe(("major", "green", "decline"));
        (face.ValueMinor, face.RiskMinor, face.Churn).ShouldBe((null, null, null));

        var seller = GuanxiApp.Someone(Scope.All, CustomersRights.Read, CustomersRights.Worth);
        (await app.Run(new CustomerList { Q = "柜台客户" }, seller)).Value.Rows[0].ValueMinor.ShouldBe(123_456_700);
        (await app.Run(new CustomerDetails { CustomerId = customer }, seller)).Value.Face!.RiskMinor.ShouldBe(7_654_300);
    }

    [Theory]
    [InlineData("value")]
    [InlineData("-value")]
    [InlineData("risk")]
    [InlineData("-risk")]
    public async Task No_order_tells_who_is_worth_more(string sort)
    {
        var clerk = GuanxiApp.Someone(Scope.All, CustomersRights.Read);

        var outcome = await app.Run(new CustomerList { Sort = sort }, clerk);

        outcome.Refusal.ShouldBe("kernel.right.missing");
        outcome.Args.ShouldBe([CustomersRights.Worth]);
    }

    [Fact]
    public async Task No_filter_tells_whose_money_is_at_risk()
    {
        var clerk = GuanxiApp.Someone(Scope.All, CustomersRights.Read);

        (await app.Run(new CustomerList { AtRisk = true }, clerk)).Refusal.ShouldBe("kernel.right.missing");
        (await app.Run(new CustomerList { Grade = "major", Stage = "decline", Colour = "green" }, clerk)).Ok.ShouldBeTrue();
    }

    [Theory]
    [InlineData("clerk")]
    [InlineData("service")]
    public async Task Pages_show_such_people_neither_the_columns_nor_the_orders_nor_the_view(string role)
    {
        await Currency();
        var unit = (await app.Run(new UnitTree())).Value[0].Id;
        var customer = await Given($"页面{role}", unit);
        using var visitor = await Visitor.SignedIn(app, role, unit);

        var list = await visitor.Read($"/customers?q=页面{role}");
        list.ShouldContain($"页面{role}");
        list.ShouldContain("重要");
        foreach (var hidden in (string[])[Shown, "76,543", "sort=-value", "sort=-risk", "atRisk", "总价值", "风险金额"]) list.ShouldNotContain(hidden);
        // A link that someone else shared shows what it can: the customers, in the order that everybody may have.
        var shared = await visitor.Read($"/customers?q=页面{role}&sort=-value");
        shared.ShouldContain($"页面{role}");
        shared.ShouldNotContain(Shown);
        using var atRisk = await visitor.Http.GetAsync("/customers?atRisk=true", TestContext.Current.CancellationToken);
        atRisk.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await visitor.Read($"/customers/{customer}")).ShouldNotContain(Shown);
    }

    [Fact]
    public async Task Who_may_see_values_has_the_columns()
    {
        await Currency();
        await Given("页面老板");
        using var visitor = await Visitor.SignedIn(app);

        var list = await visitor.Read("/customers?q=页面老板&sort=-value");

        foreach (var shown in (string[])[Shown, "76,543", "sort=-risk", "atRisk", "总价值", "风险金额"]) list.ShouldContain(shown);
    }

    [Fact]
    public async Task The_API_gives_a_clerk_no_worth_and_a_key_none_beyond_its_scopes()
    {
        var unit = (await app.Run(new UnitTree())).Value[0].Id;
        var customer = await Given("接口客户", unit);
        using var clerk = await Visitor.SignedIn(app, "clerk", unit);
        using var key = await WithKey(CustomersRights.Read);
        using var fullKey = await WithKey(CustomersRights.Read, CustomersRights.Worth);

        foreach (var http in (HttpClient[])[clerk.Http, key])
        {
            Said(await Json(http, "/api/customers?q=接口客户")).ShouldBeEmpty();
            Said(await Json(http, $"/api/customers/{customer}")).ShouldBeEmpty();
            Said(await Json(http, $"/api/customers/{customer}/timeline")).ShouldBeEmpty();
            (await http.GetAsync("/api/customers?sort=-value", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await http.GetAsync("/api/customers?atRisk=true", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
        Said(await Json(fullKey, "/api/customers?q=接口客户")).ShouldBe(Worth, ignoreOrder: true);
        Said(await Json(fullKey, $"/api/customers/{customer}")).ShouldBe(Worth, ignoreOrder: true);
    }

    private async Task<Id<Customer>> Given(string name, Id<Unit>? unit = null)
    {
        var customer = (await app.Given(CustomersGiven.Customer(name, unit: unit))).Id;
        await app.Face(customer, "major", "green", "decline", value: 123_456_700, risk: 7_654_300, last: new DateOnly(2026, 2, 3), churn: 0.4375);
        return customer;
    }

    private Task Currency() => app.Use(async db =>
    {
        await Data.Settings.Change(db, new Data.FirmSettings { BaseCurrency = "CNY" }, default);
        await db.Save(Actor.System, "Given", 0, default);
    });

    /// <summary>Names of the worth that a document tells anywhere, at any depth.</summary>
    private static List<string> Said(JsonNode? node) => node switch
    {
        JsonObject thing => [.. thing.SelectMany(p => (Worth.Contains(p.Key) && p.Value is not null ? [p.Key] : new List<string>()).Concat(Said(p.Value)))],
        JsonArray list => [.. list.SelectMany(Said)],
        _ => [],
    };

    private static async Task<JsonNode> Json(HttpClient http, string url) => JsonNode.Parse(await http.GetStringAsync(url, TestContext.Current.CancellationToken))!;

    private async Task<HttpClient> WithKey(params string[] scopes)
    {
        var name = $"key{Ids.Next()}";
        var person = (await app.Run(new Hire { Name = name, UserName = name, Role = "owner" })).Value;
        var actor = await app.Services.GetRequiredService<IActors>().Find(person, default);
        var made = (await app.Run(new MakeApiKey { Name = name, Scopes = scopes }, actor)).Value;
        var http = await app.Http();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", made.Key);
        return http;
    }
}
