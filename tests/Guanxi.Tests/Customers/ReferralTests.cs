using System.Net;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Tests.Start;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Customers;

[Trait("Row", "VAL-1")]
public sealed class ReferralTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Theory]
    [InlineData("number")]
    [InlineData("138 1234 5678")]
    [InlineData("Lin@Example.com")]
    public async Task Who_brought_a_customer_is_named_by_number_phone_or_email(string by)
    {
        var referrer = await Someone("lin@example.com", "13812345678");
        var said = by == "number" ? await CodeOf(referrer) : by;
        var named = await app.Registered("Chen");
        (await app.Run(new NameReferrer { CustomerId = named, Referrer = said })).Ok.ShouldBeTrue();
        var registered = await app.Registered("Wang", r => r.Referrer = said);

        var view = (await app.Run(new CustomerReferrals { CustomerId = referrer })).Value;

        view.Brought.Select(b => b.Id).ShouldContain(named);
        view.Brought.Select(b => b.Id).ShouldContain(registered);
        view.BroughtCount.ShouldBe(view.Brought.Count);
        (await app.Run(new CustomerReferrals { CustomerId = named })).Value.ReferredBy!.Id.ShouldBe(referrer);
        (await app.Run(new CustomerDetails { CustomerId = named })).Value.ReferredBy!.Name.ShouldBe("Lin");
        (await app.Run(new NameReferrer { CustomerId = named, Referrer = " " })).Ok.ShouldBeTrue();
        (await app.Run(new CustomerDetails { CustomerId = named })).Value.ReferredBy.ShouldBeNull();
    }

    [Fact]
    public async Task Nobody_brings_himself_nor_those_who_brought_him()
    {
        var (a, b, c) = (await app.Registered("A"), await app.Registered("B"), await app.Registered("C"));
        await Name(b, a);
        await Name(c, b);

        (await app.Run(new NameReferrer { CustomerId = a, Referrer = await CodeOf(a) })).Refusal.ShouldBe("customers.referral.self");
        (await app.Run(new NameReferrer { CustomerId = a, Referrer = await CodeOf(c) })).Refusal.ShouldBe("customers.referral.circle");
        (await app.Run(new NameReferrer { CustomerId = a, Referrer = "none such" })).Refusal.ShouldBe("customers.referral.unknown");
        (await app.Run(new RegisterCustomer { Name = "D", Referrer = "none such" })).Refusal.ShouldBe("customers.referral.unknown");
        // The door stays shut from behind, too: undoing may not close a circle.
        await app.Run(new NameReferrer { CustomerId = c, Referrer = "" });
        await Name(a, c);
        var change = (await app.Run(new FieldHistory { CustomerId = c, Field = nameof(Customer.ReferredById) })).Value[0];
        (change.From, change.To).ShouldBe(("B", null));
        (await app.Run(new UndoFieldChange { CustomerId = c, ChangeId = change.Id })).Refusal.ShouldBe("customers.referral.circle");
        await app.Run(new NameReferrer { CustomerId = a, Referrer = "" });
        (await app.Run(new UndoFieldChange { CustomerId = c, ChangeId = change.Id })).Ok.ShouldBeTrue();
        (await app.Run(new CustomerDetails { CustomerId = c })).Value.ReferredBy!.Id.ShouldBe(b);
    }

    [Fact]
    [Trait("Row", "RSK-1")]
    public async Task A_referrer_out_of_reach_is_neither_named_nor_found()
    {
        var seller = GuanxiApp.Someone(Scope.Own, "customers.read", "customers.edit");
        var mine = (await app.Given(CustomersGiven.Customer("Mine", owner: seller.Id))).Id;
        var other = await app.Registered("Hidden");
        await Name(mine, other);

        (await app.Run(new CustomerReferrals { CustomerId = mine }, seller)).Value.ReferredBy.ShouldBe(new(other, null, null));
        (await app.Run(new CustomerDetails { CustomerId = mine }, seller)).Value.ReferredBy!.Name.ShouldBeNull();
        (await app.Run(new FieldHistory { CustomerId = mine, Field = nameof(Customer.ReferredById) }, seller)).Value[0].To.ShouldNotBe("Hidden");
        (await app.Run(new NameReferrer { CustomerId = mine, Referrer = await CodeOf(other) }, seller)).Refusal.ShouldBe("customers.referral.unknown");
        (await app.Run(new NameReferrer { CustomerId = mine, Referrer = "" }, seller)).Refusal.ShouldBe("customers.referral.not_yours", "an empty field must not take away whom one may not see");
        (await app.Run(new CustomerReferrals { CustomerId = mine })).Value.ReferredBy!.Id.ShouldBe(other);
        (await app.Run(new NameReferrer { CustomerId = other, Referrer = "" }, seller)).Refusal.ShouldBe("customers.customer.not_found");
        (await app.Run(new CustomerReferrals { CustomerId = other }, seller)).Refusal.ShouldBe("customers.customer.not_found");
        (await app.Run(new NameReferrer { CustomerId = mine }, GuanxiApp.Someone(Scope.All, "customers.read"))).Refusal.ShouldBe("kernel.right.missing");
    }

    [Fact]
    public async Task Whoever_was_brought_by_a_customer_who_is_no_more_was_brought_by_nobody()
    {
        var (gone, stays) = (await app.Registered("Gone"), await app.Registered("Stays"));
        await Name(stays, gone);

        await app.Use(async db =>
        {
            await db.Turn(app.Services.GetRequiredService<WriteGate>(), Actor.System, "Given", () => app.Services.GetRequiredService<CustomerWriter>().Remove(db, [gone], default), default);
        });

        (await app.Use(db => db.Set<Customer>().AsNoTracking().FirstAsync(c => c.Id == stays))).ReferredById.ShouldBeNull();
    }

    [Fact]
    public async Task The_page_names_and_lists_and_the_customers_page_leads_there()
    {
        var (referrer, brought) = (await app.Registered("Referrer Li"), await app.Registered("Brought Su"));
        using var owner = await Visitor.SignedIn(app);
        (await owner.Read($"/customers/{brought}")).ShouldContain($"href=\"/customers/{brought}/referrals\"");

        (await owner.Submit($"/customers/{brought}/referrals", "referrer", new() { ["Form.Referrer"] = await CodeOf(referrer) })).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await owner.Read($"/customers/{referrer}/referrals")).ShouldContain("Brought Su");
        (await owner.Read($"/customers/{brought}/referrals")).ShouldContain("Referrer Li");
        (await owner.Read($"/customers/{brought}")).ShouldContain($"href=\"/customers/{referrer}\"");
        using var refused = await owner.Submit($"/customers/{brought}/referrals", "referrer", new() { ["Form.Referrer"] = "none such" });
        (await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("none such", customMessage: "what was typed stays");
    }

    private async Task<Id<Customer>> Someone(string email, string phone)
    {
        var known = await app.Use(db => db.Set<ContactKey>().AsNoTracking().FirstOrDefaultAsync(k => k.Value == email));
        return known?.CustomerId ?? await app.Registered("Lin", r => (r.Email, r.Phone, r.Country) = (email, phone, "CN"));
    }

    private async Task Name(Id<Customer> customer, Id<Customer> referrer) => (await app.Run(new NameReferrer { CustomerId = customer, Referrer = await CodeOf(referrer) })).Ok.ShouldBeTrue();

    private async Task<string> CodeOf(Id<Customer> customer) => (await app.Run(new NamedCustomer { CustomerId = customer })).Value.Code;
}
