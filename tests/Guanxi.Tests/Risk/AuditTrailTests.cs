using System.Net;
using System.Net.Http.Headers;
using Guanxi.Contact;
using Guanxi.Contact.Log;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Jobs;
using Guanxi.Risk;
using Guanxi.Risk.Audit;
using Guanxi.Staff;
using Guanxi.Staff.Keys;
using Guanxi.Staff.SignIn;
using Guanxi.Tests.Customers;
using Guanxi.Tests.Start;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Risk;

/// <summary>Who saw, changed and took out what: that it is written down, once, and says nothing personal.</summary>
[Trait("Row", "RSK-3")]
public sealed class AuditTrailTests : IClassFixture<AuditTrailTests.Firm>
{
    private readonly MovedClock clock;
    private readonly GuanxiApp app;

    public AuditTrailTests(Firm firm)
    {
        (app, clock) = (firm.App, firm.Clock);
        clock.Now = TimeProvider.System.GetUtcNow();
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // Seen to fail: with a window that is over at the next look.
    [Fact]
    public async Task Who_looks_at_a_customer_leaves_one_entry_for_each_quarter_of_an_hour()
    {
        clock.Now = new(2026, 3, 2, 9, 1, 0, TimeSpan.Zero);
        var (reader, other) = (GuanxiApp.Someone(Scope.All, "customers.read"), GuanxiApp.Someone());
        var (first, second) = (await app.Registered("First"), await app.Registered("Second"));

        for (var i = 0; i < 3; i++) _ = (await app.Run(new CustomerDetails { CustomerId = first }, reader)).Value;
        _ = (await app.Run(new CustomerTimeline { CustomerId = first }, reader)).Value;
        _ = (await app.Run(new CustomerDetails { CustomerId = second }, reader)).Value;
        _ = (await app.Run(new CustomerDetails { CustomerId = first }, other)).Value;
        clock.Now += TimeSpan.FromMinutes(15);
        _ = (await app.Run(new CustomerDetails { CustomerId = first }, reader)).Value;

        var mine = await app.EntriesOf(reader);
        mine.ShouldAllBe(e => e.Act == AuditAct.Saw && e.SubjectKind == "Customer" && e.Detail == null);
        mine.Select(e => e.CustomerId).ShouldBe([first.Value, second.Value, first.Value], ignoreOrder: true);
        (await app.EntriesOf(other)).ShouldHaveSingleItem().Detail.ShouldBe("in_full", "who may see personal data saw it");
    }

    [Fact]
    public async Task Who_asks_for_a_customer_by_number_saw_them_too()
    {
        var reader = GuanxiApp.Someone();
        var customer = await app.Known(CustomersGiven.Customer("By number"));

        _ = (await app.Run(new CustomerDetails { Code = customer.Code }, reader)).Value;

        (await app.EntriesOf(reader)).ShouldHaveSingleItem().CustomerId.ShouldBe(customer.Id.Value);
    }

    [Fact]
    public async Task A_change_says_of_whom_what_was_made_and_which_fields()
    {
        var writer = GuanxiApp.Someone();
        var id = await app.Registered("Changed", actor: writer);
        var contact = (await app.Run(new LogContact { CustomerId = id, Purpose = "Call" }, writer)).Value;
        var now = (await app.Run(new CustomerDetails { CustomerId = id })).Value;
        _ = (await app.Run(new ChangeCustomer { CustomerId = id, Version = now.Version, Name = "Changed", City = "Nanjing", Phone = "13900139009" }, writer)).Value;

        var entries = await app.EntriesOf(writer);

        entries.Select(e => (e.UseCase, e.SubjectKind, e.CustomerId)).ShouldBe([("RegisterCustomer", "Customer", id.Value), ("LogContact", "ContactEntry", id.Value), ("ChangeCustomer", "Customer", id.Value)]);
        entries[1].SubjectId.ShouldBe(contact.Value);
        entries[2].Detail.ShouldBe("City Phone");
    }

    [Fact]
    public async Task A_missing_right_and_what_is_out_of_reach_are_written_down_once()
    {
        var customer = await app.Registered("Somebody else's");
        var seller = GuanxiApp.Someone(Scope.Own, "customers.read");

        for (var i = 0; i < 3; i++)
        {
            (await app.Run(new CustomerDetails { CustomerId = customer }, seller)).Refusal.ShouldBe("customers.customer.not_found");
            (await app.Run(new AssignCustomer { CustomerId = customer }, seller)).Refusal.ShouldBe("kernel.right.missing");
        }

        var entries = await app.EntriesOf(seller);
        entries.Select(e => (e.Act, e.UseCase, e.CustomerId, e.Detail)).ShouldBe(
            [(AuditAct.Refused, "CustomerDetails", customer.Value, "customers.customer.not_found"), (AuditAct.Refused, "AssignCustomer", customer.Value, "kernel.right.missing customers.assign")], ignoreOrder: true);
    }

    // Seen to fail: with a window that is over at the next look.
    [Fact]
    public async Task Who_tries_every_number_does_not_fill_the_database()
    {
        var seller = GuanxiApp.Someone(Scope.Own, "customers.read");

        for (var i = 1; i <= 300; i++) (await app.Run(new CustomerDetails { CustomerId = new(i) }, seller)).Ok.ShouldBeFalse();

        (await app.EntriesOf(seller)).Count.ShouldBe(Sightings.MostRefusals);
    }

    [Fact]
    public async Task A_sign_in_stands_with_the_person_and_a_wrong_password_without_one()
    {
        var name = $"clerk{Ids.Next()}";
        var person = (await app.Run(new Hire { Name = name, UserName = name, Role = "clerk", Password = Visitor.Password })).Value;
        using var visitor = new Visitor(await app.Http());

        (await visitor.SignIn(name, "no-such-password")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await visitor.SignIn(name, Visitor.Password)).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await app.EntriesOf(Actor.System with { Id = person })).Select(e => e.Act).ShouldBe([AuditAct.TriedToSignIn, AuditAct.TriedToSignIn, AuditAct.SignedIn]);
    }

    [Fact]
    public async Task A_file_and_a_list_that_a_program_fetches_are_exports_with_their_number()
    {
        for (var i = 0; i < 3; i++) await app.Registered($"Exported {i}");
        var (http, owner) = await WithKey("customers.read", "exchange.import");

        await http.GetStringAsync("/api/customers?count=2", Ct);
        var id = await WithBadRows(http, "E1,A,2024-01-01,1\nE2,B,tomorrow,2\nE3,C,never,3\n");
        await http.GetStringAsync($"/api/imports/{id}/errors.csv", Ct);

        var exports = (await app.EntriesOf(owner)).Where(e => e.Act == AuditAct.Exported).ToList();
        exports.Select(e => (e.UseCase, e.Detail, e.ByKey)).ShouldBe([("CustomerList", "2", true), ("ImportErrorFile", "2", true)], ignoreOrder: true);
    }

    [Fact]
    public async Task A_file_is_written_down_before_it_is_handed_out()
    {
        var (http, owner) = await WithKey("exchange.import");
        var id = await WithBadRows(http, "F1,A,2024-01-01,1\nF2,B,tomorrow,2\n");

        await http.GetStringAsync($"/api/imports/{id}/errors.csv", Ct);

        (await app.Use(db => db.Set<AuditEntry>().CountAsync(a => a.ActorId == owner.Id && a.Act == AuditAct.Exported))).ShouldBe(1, "nothing waits for a second");
    }

    [Fact]
    public async Task No_entry_says_anything_personal()
    {
        string[] secrets = ["13900139077", "very.secret@example.com", "Secret Street"];
        var writer = GuanxiApp.Someone();
        var id = await app.Registered("Private", r => (r.Phone, r.Email, r.Address) = (secrets[0], secrets[1], secrets[2]), writer);
        var now = (await app.Run(new CustomerDetails { CustomerId = id }, writer)).Value;
        _ = (await app.Run(new ChangeCustomer { CustomerId = id, Version = now.Version, Name = "Private", Phone = "13900139078", Email = secrets[1], Address = secrets[2] }, writer)).Value;
        await app.Flush();

        var reader = GuanxiApp.Someone(Scope.All, RiskRights.Audit, "customers.read");
        var shown = StoredJson.Write((await app.Run(new AuditList { CustomerId = id }, reader)).Value);

        shown.ShouldContain("ChangeCustomer");
        foreach (var secret in (string[])[.. secrets, "13900139078"]) shown.ShouldNotContain(secret);
    }

    [Fact]
    public async Task A_merged_customers_past_is_found_with_who_took_it_over()
    {
        var (survivor, other) = (await app.Registered("Stays"), await app.Registered("Goes"));
        var reader = GuanxiApp.Someone();
        _ = (await app.Run(new CustomerDetails { CustomerId = other }, reader)).Value;
        await app.Flush();
        (await app.Run(new MergeCustomers { CustomerId = survivor, OtherId = other })).Ok.ShouldBeTrue();

        var found = (await app.Run(new AuditList { CustomerId = survivor })).Value;

        found.Rows.ShouldContain(r => r.PersonId == reader.Id && r.Act == AuditAct.Saw && r.CustomerId == other);
    }

    [Fact]
    public async Task The_list_is_filtered_and_paged_and_only_for_who_may()
    {
        clock.Now = TimeProvider.System.GetUtcNow();
        var (one, two) = (GuanxiApp.Someone(), GuanxiApp.Someone());
        var id = await app.Registered("Filtered", actor: one);
        for (var i = 0; i < 5; i++) _ = (await app.Run(new LogContact { CustomerId = id, Purpose = $"Call {i}" }, two)).Value;
        var today = (await app.Use(db => db.Setting<FirmSettings>(default))).DayOf(clock.Now);

        (await app.Run(new AuditList { CustomerId = id }, GuanxiApp.Someone(Scope.All, "customers.read"))).Refusal.ShouldBe("kernel.right.missing");
        (await Found(new() { CustomerId = id, Act = AuditAct.Changed })).ShouldBe(6);
        (await Found(new() { PersonId = two.Id })).ShouldBe(5);
        (await Found(new() { PersonId = one.Id, UseCase = nameof(LogContact) })).ShouldBe(0);
        (await Found(new() { PersonId = two.Id, From = today, To = today })).ShouldBe(5);
        (await Found(new() { PersonId = two.Id, To = today.AddDays(-1) })).ShouldBe(0);
        (await Found(new() { PersonId = two.Id, From = today.AddDays(1) })).ShouldBe(0);
        var ids = new List<Id<AuditEntry>>();
        for (Id<AuditEntry>? before = null; ;)
        {
            var page = (await app.Run(new AuditList { PersonId = two.Id, Count = 2, Before = before })).Value;
            ids.AddRange(page.Rows.Select(r => r.Id));
            if ((before = page.Next) is null) break;
        }
        ids.Count.ShouldBe(5);
        ids.ShouldBe(ids.Distinct().OrderDescending());

        async Task<int> Found(AuditList wanted) => (await app.Run(wanted)).Value.Rows.Count;
    }

    [Fact]
    public async Task Who_leads_a_shop_sees_what_their_own_people_did_and_what_concerns_their_customers()
    {
        var root = (await app.Run(new UnitTree())).Value[0].Id;
        var shop = (await app.Run(new OpenUnit { Name = "North", ParentId = root, Kind = UnitKind.Shop })).Value;
        var mine = (await app.Run(new Hire { Name = "Mine", UserName = $"mine{Ids.Next()}", Role = "sales", UnitId = shop })).Value;
        var lead = GuanxiApp.Someone(Scope.ShopTree, RiskRights.Audit, "customers.read") with { HomeUnit = shop, Units = [shop] };
        var far = await app.Registered("Far away");
        _ = (await app.Run(new CustomerDetails { CustomerId = far }, GuanxiApp.Someone() with { Id = mine })).Value;
        _ = (await app.Run(new CustomerDetails { CustomerId = far }, GuanxiApp.Someone())).Value;
        await app.Flush();

        var seen = (await app.Run(new AuditList { Act = AuditAct.Saw }, lead)).Value.Rows;

        seen.ShouldHaveSingleItem().PersonId.ShouldBe(mine);
        seen[0].Customer.ShouldBeNull("the customer is not within the leader's reach");
        (await app.Run(new AuditList { CustomerId = far }, lead)).Refusal.ShouldBe("customers.customer.not_found");
    }

    private static async Task<string> WithBadRows(HttpClient http, string rows)
    {
        using var made = await http.PostAsync("/api/imports?fileName=bad.csv", new StringContent($"order,customer,date,amount\n{rows}"), Ct);
        var id = StoredJson.Read<string>(await made.Content.ReadAsStringAsync(Ct))!;
        using var answered = await http.PostAsync($"/api/imports/{id}/answers", new StringContent("""{"currency":"GBP"}""", System.Text.Encoding.UTF8, "application/json"), Ct);
        answered.EnsureSuccessStatusCode();
        return id;
    }

    private async Task<(HttpClient Http, Actor Owner)> WithKey(params string[] scopes)
    {
        var person = (await app.Run(new Hire { Name = "Program", UserName = $"program{Ids.Next()}", Role = "owner" })).Value;
        var owner = (await app.Services.GetRequiredService<IActors>().Find(person, Ct))!;
        var key = (await app.Run(new MakeApiKey { Name = "Test", Scopes = scopes }, owner)).Value.Key;
        var http = await app.Http();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return (http, owner);
    }

    /// <summary>One firm for the class: people and customers are each test's own.</summary>
    public sealed class Firm : IAsyncLifetime
    {
        internal MovedClock Clock { get; } = new();
        public GuanxiApp App { get; }

        public Firm() => App = new(builder => builder.Services.AddSingleton<TimeProvider>(Clock));

        public ValueTask InitializeAsync() => App.InitializeAsync();

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
