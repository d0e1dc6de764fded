using Guanxi.Customers.Merging;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>Who was merged into one customer, when and by whom, the latest first.</summary>
[Needs(CustomersRights.Read)]
public sealed record CustomerMerges : IQuestion<IReadOnlyList<MergeRow>>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<CustomerMerges, IReadOnlyList<MergeRow>>
    {
        public async Task<IReadOnlyList<MergeRow>> Handle(CustomerMerges request, Actor actor, CancellationToken ct)
        {
            var merges = await db.MergesInto(request.CustomerId, ct);
            if (merges.Count == 0) return [];
            var people = await db.NamesOf(merges.Select(m => m.MergedById), ct);
            var now = clock.GetUtcNow();
            var last = merges.FirstOrDefault(m => m.IntoId.Value == m.CustomerId.Value);
            return [.. merges.Select(m => new MergeRow
            {
                Id = new(m.Id.Value), Code = m.FormerCode, Name = m.FormerName, MergedAt = m.MergedAt, MergedBy = people.GetValueOrDefault(m.MergedById), UndoUntil = m.UndoUntil,
                CanUndo = now <= m.UndoUntil && m == last,
            })];
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapGet("/customers/{customerId}/merges", (Id<Customer> customerId, Asker asker, CancellationToken ct) =>
            asker.Answer(new CustomerMerges { CustomerId = customerId }, ct)).Produces<IReadOnlyList<MergeRow>>().WithSummary("Who was merged into one customer");
}

/// <summary>A customer who was merged into another.</summary>
public sealed record MergeRow
{
    public required Id<MergeDone> Id { get; init; }
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required DateTimeOffset MergedAt { get; init; }

    /// <summary>Null where the product did it.</summary>
    public string? MergedBy { get; init; }
    public required DateTimeOffset UndoUntil { get; init; }

    /// <summary>It can still be taken back. One that was merged on with its survivor can't before that merge is, and of several into one customer the last comes first.</summary>
    public required bool CanUndo { get; init; }
}
