using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Value.Behaviour;
using Guanxi.Warehouse;

namespace Guanxi.Value.Components;

/// <summary>The components added up over all customers within a reach, and the customers with the most of one. Kept until the next run: it goes through every line.</summary>
internal sealed class ComponentSums(DataWarehouse warehouse, BehaviourAnswers answers)
{
    /// <summary>So many customers are listed for a component.</summary>
    public const int Most = 200;

    private static readonly WarehouseQuery Question = WarehouseQuery.Of(typeof(ComponentSums).Assembly, "components");

    /// <param name="terms">Of the run.</param>
    /// <param name="part">The customers with the most of it come too.</param>
    public async Task<CountedComponents> Of(GuanxiDb db, Actor actor, DateOnly? asOf, LedgerTerms? terms, ValuePart part, CancellationToken ct)
    {
        var booked = terms ?? LedgerTerms.Of(await db.Setting<ValueSettings>(ct));
        var (number, reach) = (ComponentFigure.NumberOf(part), WarehouseReach.Of(actor));
        return await answers.Of(db, actor, asOf, $"components {number}", day => Count(day, reach, booked, number), ct) ?? new();
    }

    private async Task<CountedComponents> Count(DateOnly day, object[] reach, LedgerTerms terms, long number)
    {
        var cost = await NewCustomerCost.Of(warehouse, day, terms, default);
        long customers = 0;
        var (sums, having) = (new long[6], new long[6]);
        var most = await warehouse.Read(Question.Sql, [day, .. reach, .. terms.Arguments, cost.EachMinor, number, (long)Most], r =>
        {
            customers = r.GetInt64(2);
            for (var i = 0; i < sums.Length; i++) (sums[i], having[i]) = (r.GetInt64(3 + i), r.GetInt64(9 + i));
            return (new Id<Customer>(r.GetInt64(0)), r.GetInt64(1));
        }, default);
        return new() { Customers = customers, Sums = sums, Having = having, Most = most, NewCost = cost };
    }
}

/// <summary>What one look through all lines found.</summary>
internal sealed record CountedComponents
{
    public long Customers { get; init; }

    /// <summary>In the order of <see cref="ComponentFigure.All"/>, without the potential.</summary>
    public IReadOnlyList<long> Sums { get; init; } = [0, 0, 0, 0, 0, 0];

    /// <summary>How many customers have something of each.</summary>
    public IReadOnlyList<long> Having { get; init; } = [0, 0, 0, 0, 0, 0];
    public IReadOnlyList<(Id<Customer> Customer, long AmountMinor)> Most { get; init; } = [];
    public NewCustomerCost NewCost { get; init; } = new(0, 0);
}
