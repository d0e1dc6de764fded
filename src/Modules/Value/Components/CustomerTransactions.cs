using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Value.Behaviour;
using Guanxi.Value.Components;
using Guanxi.Value.Runs;
using Guanxi.Value.Standings;
using Guanxi.Warehouse;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Value;

/// <summary>The lines of orders, contacts, complaints and referrals behind a part of one customer's value, the newest first.</summary>
[Needs(ValueRights.Read)]
public sealed record CustomerTransactions : IQuestion<CustomerTransactionsView>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }
    public ValuePart Part { get; init; }

    /// <summary>As it stood then; null for now.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Leaves out the first so many: they are those of one day, and do not move.</summary>
    [Range(0, int.MaxValue)] public int Skip { get; init; }
    [Range(1, 1000)] public int Take { get; init; } = 100;

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, DataWarehouse warehouse) : IHandler<CustomerTransactions, CustomerTransactionsView>
    {
        public async Task<CustomerTransactionsView> Handle(CustomerTransactions request, Actor actor, CancellationToken ct)
        {
            var currency = (await db.Setting<FirmSettings>(ct)).BaseCurrency;
            if (await LatestStandings.Of(db, request.CustomerId, request.AsOf, ct) is not { } standing) return new() { Part = request.Part, Currency = currency };
            var terms = (await RunSummary.Of(db, standing.AsOf, ct))?.Terms ?? LedgerTerms.Of(await db.Setting<ValueSettings>(ct));
            var all = (await CustomerLedger.Of(db, warehouse, request.CustomerId, standing.AsOf, terms, ct)).Of(request.Part).ToList();
            return new()
            {
                Part = request.Part, Currency = currency, AsOf = standing.AsOf, Count = all.Count, SumMinor = all.Sum(e => e.AmountMinor),
                Rows = await Named(actor, [.. all.Skip(request.Skip).Take(request.Take)], ct),
                NextSkip = request.Skip + request.Take < all.Count ? request.Skip + request.Take : null,
            };
        }

        private async Task<IReadOnlyList<ValueTransaction>> Named(Actor actor, IReadOnlyList<ValueTransaction> rows, CancellationToken ct)
        {
            var brought = rows.Where(r => r.Kind == "referral").Select(r => Id<Customer>.Parse(r.SourceId!, null)).Distinct().ToList();
            if (brought.Count == 0) return rows;
            var names = await ReachedNames.Of(db, actor, brought, ct);
            // What a customer out of reach left is counted, because the value holds it; who it was is not said.
            return [.. rows.Select(r => r.Kind != "referral" ? r : names.TryGetValue(Id<Customer>.Parse(r.SourceId!, null), out var who) ? r with { What = who.Name } : r with { SourceId = null })];
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/customers/{customerId}/value/transactions", (Id<Customer> customerId, Named<ValuePart>? part, DateOnly? asOf, int? skip, int? take, Asker asker, CancellationToken ct) =>
        asker.Answer(new CustomerTransactions { CustomerId = customerId, Part = part?.Value ?? ValuePart.Historic, AsOf = asOf, Skip = skip ?? 0, Take = take ?? 100 }, ct)).Produces<CustomerTransactionsView>()
        .WithSummary("The transactions behind a part of one customer's value");
}

/// <summary>What stands behind a part of one customer's value.</summary>
public sealed record CustomerTransactionsView
{
    public ValuePart Part { get; init; }
    public string Currency { get; init; } = "";

    /// <summary>Null where the customer has no standing.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Entries in all, and what they add up to: the part itself; of repeat, the part less the potential; of potential, what repeat purchases left so far.</summary>
    public int Count { get; init; }
    public long SumMinor { get; init; }
    public IReadOnlyList<ValueTransaction> Rows { get; init; } = [];

    /// <summary>Where the next page begins; null at the end.</summary>
    public int? NextSkip { get; init; }
}

/// <summary>One entry behind a value. Minor units of the base currency.</summary>
public sealed record ValueTransaction
{
    public required DateOnly On { get; init; }

    /// <summary><c>sale</c>, <c>return</c>, <c>adjustment</c>, <c>contact</c>, <c>complaint</c>, <c>compensation</c>, <c>referral</c>, or <c>new_customer</c>: what serving a new customer would have cost, for all purchases together, on the day of the last.</summary>
    public required string Kind { get; init; }

    /// <summary>Id of the order, the contact, the complaint, or the customer who was brought.</summary>
    public string? SourceId { get; init; }
    public int? LineNo { get; init; }

    /// <summary>Name of the product or of the customer who was brought; channel of the contact; cause of the complaint.</summary>
    public string? What { get; init; }
    public string? Category { get; init; }

    /// <summary>Of a line, or of how many purchases.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>Net sales of a line.</summary>
    public long? NetMinor { get; init; }

    /// <summary>What it adds to the part.</summary>
    public required long AmountMinor { get; init; }
}
