using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Value.Behaviour.Cohorts;
using Guanxi.Value.Choosing;
using Guanxi.Value.Expected;
using Guanxi.Value.Reviews;
using Guanxi.Value.WhatIf;

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

/// <summary>Who would move from one grade to another by other edges. What moves nobody, or is no number, is nobody.</summary>
internal sealed class CustomersByMove(GuanxiDb db, IHandler<WhoMoves, StandingPage> question) : CustomersOfPage("/value/what-if", ValueRights.Read)
{
    protected override async Task<IEnumerable<Id<Customer>>> Ask(Func<string, string?> word, Actor actor, int most, CancellationToken ct)
    {
        if (word("move")?.Split('.') is not [var from, var to]) return [];
        var (now, currency) = (GradeEdges.Of(await db.Setting<ValueSettings>(ct)), (await db.Setting<FirmSettings>(ct)).BaseCurrency);
        return TypedEdges.Read([.. TypedEdges.Fields.Select(word)], word("by"), now, currency, out _) is not { } edges ? []
            : (await question.Handle(new() { Edges = edges, From = from, To = to, Take = most }, actor, ct)).Customers.Select(c => c.CustomerId);
    }
}

/// <summary>Who waits for a decision in the D-class review. What was decided on is no list to work on.</summary>
internal sealed class CustomersToReview(IHandler<ReviewList, ReviewPageView> question) : CustomersOfPage("/value/review", ValueRights.Read)
{
    protected override async Task<IEnumerable<Id<Customer>>> Ask(Func<string, string?> word, Actor actor, int most, CancellationToken ct) => word("why") == "decided" ? []
        : (await question.Handle(new() { Why = word("why"), Take = most }, actor, ct)).Customers.Select(c => c.CustomerId);
}

/// <summary>With whom the firm keeps in touch less closely than pays.</summary>
internal sealed class CustomersBelowLevel(IHandler<LevelGaps, LevelGapPage> question) : CustomersOfPage("/value/levels", ValueRights.Read)
{
    protected override async Task<IEnumerable<Id<Customer>>> Ask(Func<string, string?> word, Actor actor, int most, CancellationToken ct) =>
        (await question.Handle(new() { Take = most }, actor, ct)).Customers.Select(c => c.Standing.CustomerId);
}

/// <summary>Behind a figure of behaviour: by their first purchase, and whether they bought again.</summary>
internal sealed class CustomersByFirstPurchase(IHandler<FirstPurchaseCustomers, FirstPurchasesFound> question) : CustomersOfPage("/value/behaviour/customers", ValueRights.Read)
{
    protected override async Task<IEnumerable<Id<Customer>>> Ask(Func<string, string?> word, Actor actor, int most, CancellationToken ct) => (await question.Handle(new()
    {
        From = Wording.DayOf(word("from")), To = Wording.DayOf(word("to")), BoughtFrom = Wording.DayOf(word("boughtFrom")), BoughtTo = Wording.DayOf(word("boughtTo")), BackBy = Wording.DayOf(word("back")),
        Once = bool.TryParse(word("once"), out var once) && once, Take = most,
    }, actor, ct)).Customers.Select(c => c.CustomerId);
}

/// <summary>For whom a product would be the next.</summary>
internal sealed class CustomersForNext(IHandler<NextBuyers, NextBuyersView> question) : CustomersOfPage("/value/behaviour/next", ValueRights.Read)
{
    protected override async Task<IEnumerable<Id<Customer>>> Ask(Func<string, string?> word, Actor actor, int most, CancellationToken ct)
    {
        if (!Id<PairItem>.TryParse(word("id"), null, out var item)) return [];
        var asked = new NextBuyers { ItemId = item.Value, Item = Chosen<BasketItem>(word("item")) ?? default, Take = most };
        if (int.TryParse(word("months"), out var months)) asked.Months = months;
        return (await question.Handle(asked, actor, ct)).Customers.Select(c => c.CustomerId);
    }
}
