using Guanxi.Customers;
using Guanxi.Value.Choosing;
using Guanxi.Value.Expected;

namespace Guanxi.Value;

/// <summary>Who fits the firm's profile best.</summary>
internal sealed class CustomersByFit(IHandler<BestFits, FitsFound> question) : CustomersOfPage("/value/fit", ValueRights.Read)
{
    protected override async Task<IEnumerable<Id<Customer>>> Ask(Func<string, string?> word, Actor actor, int most, CancellationToken ct) =>
        (await question.Handle(new() { Among = Chosen<FitAmong>(word("among")) ?? default, Count = most }, actor, ct)).Rows.Select(r => r.CustomerId);
}

/// <summary>Who brought most of a component of value.</summary>
internal sealed class CustomersByComponent(IHandler<ComponentCustomers, ComponentCustomersView> question) : CustomersOfPage("/value/components", ValueRights.Read)
{
    protected override async Task<IEnumerable<Id<Customer>>> Ask(Func<string, string?> word, Actor actor, int most, CancellationToken ct) =>
        (await question.Handle(new() { Part = ComponentFigure.OfPage(word("part")), AsOf = Wording.DayOf(word("as_of")), Take = ComponentFigure.OnPage }, actor, ct)).Most.Select(m => m.CustomerId);
}

/// <summary>Who is behind a figure of the scorecard.</summary>
internal sealed class CustomersByScorecard(IHandler<ScorecardCustomers, ScorecardCustomersFound> question) : CustomersOfPage("/value/scorecard/customers", ValueRights.Read)
{
    protected override async Task<IEnumerable<Id<Customer>>> Ask(Func<string, string?> word, Actor actor, int most, CancellationToken ct)
    {
        var asked = ScorecardCustomers.OfPage(word);
        (asked.Take, asked.After) = (most, null);
        return (await question.Handle(asked, actor, ct)).Customers.Select(c => c.CustomerId);
    }
}

/// <summary>Who is about to buy again.</summary>
internal sealed class CustomersExpected(IHandler<ExpectedPurchases, PurchasesExpected> question) : CustomersOfPage("/value/expected", ValueRights.Read)
{
    protected override async Task<IEnumerable<Id<Customer>>> Ask(Func<string, string?> word, Actor actor, int most, CancellationToken ct) =>
        (await question.Handle(new() { Days = ExpectedPage.DaysOf(word("days")), Take = most }, actor, ct)).Customers.Select(c => c.CustomerId);
}
