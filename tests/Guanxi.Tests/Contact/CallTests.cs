using Guanxi.Contact.Calls;
using Guanxi.Contact.Log;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Service.Hotline;
using Guanxi.Tests.Sales;
using Guanxi.Tests.Start;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Contact;

[Trait("Row", "ENG-1")]
public sealed class CallTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static Actor Agent(params string[] more) => GuanxiApp.Someone(Scope.All, ["customers.read", "contact.read", "contact.edit", .. more]);

    [Fact]
    public async Task A_strangers_call_is_logged_found_by_day_and_agent_and_joined_to_a_customer_once()
    {
        var (agent, other) = (Agent(KernelRights.Personal), Agent());
        (await app.Run(new LogStrangersCall { Purpose = "?" }, agent)).Fields.ShouldContainKey("Number");
        var call = (await app.Run(new LogStrangersCall { Number = "13800138421", CallerName = "林先生", Purpose = "Opening hours", Words = "几点开门？", Minutes = 2 }, agent)).Value;
        _ = (await app.Run(new LogStrangersCall { CallerName = "Nobody", Purpose = "Wrong number" }, other)).Value;
        var today = (await app.Use(db => db.Set<Call>().SingleAsync(c => c.Id == call))).HappenedOn;

        (await app.Run(new CallList { TakenBy = agent.Id, Since = today, Until = today, View = CallView.Unknown }, agent)).Value.Rows.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(r => r.Id.ShouldBe(call), r => r.Number.ShouldBe("13800138421"), r => r.Known.ShouldBeFalse());
        (await app.Run(new CallList { TakenBy = agent.Id, Until = today.AddDays(-1) }, agent)).Value.Rows.ShouldBeEmpty();
        (await app.Run(new CallList { Since = today, Until = today.AddDays(-1) }, agent)).Fields.ShouldContainKey("Since");
        // Without the right the number is hidden in part.
        (await app.Run(new CallOf { CallId = call }, other)).Value.Call.Number.ShouldSatisfyAllConditions(n => n!.ShouldContain("****"), n => n!.ShouldNotContain("13800138421"));

        var customer = (await app.Run(new RegisterCustomer { Name = "林小雨", Phone = "138 0013 8421" })).Value;
        (await app.Run(new CallOf { CallId = call }, Agent("customers.edit"))).Value.Likely.ShouldContain(l => l.Id == customer, "by the whole number, though it is shown in part");
        // Whoever may not enter customers can't find out by calls whose numbers are known.
        (await app.Run(new CallOf { CallId = call }, other)).Value.Likely.ShouldBeEmpty();
        (await app.Run(new CallOf { CallId = call, Who = "13800138421" }, other)).Value.Likely.ShouldBeEmpty();
        _ = (await app.Run(new JoinCall { CallId = call, CustomerId = customer }, agent)).Value;

        (await app.Run(new JoinCall { CallId = call, CustomerId = customer }, agent)).Refusal.ShouldBe("contact.call.joined_already");
        var entry = await app.Use(db => db.Set<ContactEntry>().SingleAsync(e => e.CustomerId == customer));
        var stored = await app.Use(db => db.Set<Call>().SingleAsync(c => c.Id == call));
        entry.ShouldSatisfyAllConditions(e => e.Channel.ShouldBe(ContactChannel.Call), e => e.Direction.ShouldBe(ContactDirection.FromCustomer), e => e.PersonId.ShouldBe(agent.Id), e => e.HappenedAt.ShouldBe(stored.HappenedAt), e => e.Result.ShouldBe("几点开门？"));
        (await app.Run(new CallList { TakenBy = agent.Id, View = CallView.Unknown }, agent)).Value.Rows.ShouldBeEmpty();
        (await app.Run(new CallList { TakenBy = agent.Id, View = CallView.Known }, agent)).Value.Rows.Single().Customer!.Id.ShouldBe(customer);
    }

    [Fact]
    public async Task Whoever_called_becomes_a_customer_with_their_number_in_one_go()
    {
        var agent = Agent("customers.edit");
        var call = (await app.Run(new LogStrangersCall { Number = "13900139555", Purpose = "Prices" }, agent)).Value;
        (await app.Run(new MakeCustomerOfCall { CallId = call, Name = "新客户" }, Agent())).Refusal.ShouldBe("kernel.right.missing");

        var customer = (await app.Run(new MakeCustomerOfCall { CallId = call, Name = "新客户" }, agent)).Value;

        (await app.Use(db => db.Set<Customer>().SingleAsync(c => c.Id == customer))).Phone!.ShouldEndWith("13900139555");
        (await app.Use(db => db.Set<ContactEntry>().CountAsync(e => e.CustomerId == customer))).ShouldBe(1);
        // The number is known by now: another of the same is asked about, and nothing is half-written.
        var again = (await app.Run(new LogStrangersCall { Number = "13900139555", Purpose = "Prices" }, agent)).Value;
        (await app.Run(new MakeCustomerOfCall { CallId = again, Name = "又一位" }, agent)).Ok.ShouldBeFalse();
        (await app.Use(db => db.Set<Call>().SingleAsync(c => c.Id == again))).CustomerId.ShouldBeNull();
    }

    [Fact]
    public async Task A_customers_call_on_the_hotline_stands_on_the_list_and_out_of_reach_nobody_sees_it()
    {
        var customer = await app.Given(SalesGiven.Customer(Id<Person>.New()));
        _ = (await app.Run(new LogCall { CustomerId = customer.Id, Purpose = "Repair", Answer = "Done" })).Value;
        var stranger = GuanxiApp.Someone(Scope.Own, "customers.read", "contact.read", "contact.edit");

        (await app.Run(new CallList { View = CallView.Known })).Value.Rows.ShouldContain(r => r.Customer!.Id == customer.Id);
        (await app.Run(new CallList(), stranger)).Value.Rows.ShouldBeEmpty();
        var call = await app.Use(db => db.Set<Call>().SingleAsync(c => c.CustomerId == customer.Id));
        (await app.Run(new CallOf { CallId = call.Id }, stranger)).Refusal.ShouldBe("contact.call.not_found");
        (await app.Run(new JoinCall { CallId = call.Id, CustomerId = customer.Id }, stranger)).Refusal.ShouldBe("customers.customer.not_found");
    }

    [Fact]
    public async Task By_its_pages_a_call_is_logged_and_joined()
    {
        using var owner = await Visitor.SignedIn(app);
        var customer = (await app.Run(new RegisterCustomer { Name = "页面来电客户", Phone = "13700137999" })).Value;
        (await owner.Read("/hotline?q=13700137000")).ShouldContain("/calls/new?number=13700137000");
        using var logged = await owner.Submit("/calls/new?number=13700137999", "strangers-call", new() { ["Form.Number"] = "13700137999", ["Form.Purpose"] = "<b>茶</b>" });
        logged.StatusCode.ShouldBe(System.Net.HttpStatusCode.Redirect);
        var page = logged.Headers.Location!.ToString();
        (await owner.Read(page)).ShouldSatisfyAllConditions(p => p.ShouldContain("页面来电客户"), p => p.ShouldNotContain("<b>茶</b>"));
        using var joined = await owner.Submit(page, $"join-{customer}", []);
        joined.StatusCode.ShouldBe(System.Net.HttpStatusCode.Redirect);
        (await owner.Read("/calls?view=known")).ShouldContain("页面来电客户");
    }
}
