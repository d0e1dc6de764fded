using Guanxi.Customers.Merging;
using Guanxi.Customers.Search;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>Takes a merge back: the merged-away customer is there again with all that came from it, as it is now. What came to the survivor since stays there.</summary>
[Needs(CustomersRights.Merge)]
public sealed record UndoMerge : IUseCase<MergeUndone>, IConcerns<Customer>
{
    /// <summary>The survivor.</summary>
    public Id<Customer> CustomerId { get; init; }
    public Id<MergeDone> MergeId { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, RowMoves moves, ITokenIndex index, CustomerKeys keys, TimeProvider clock) : IHandler<UndoMerge, MergeUndone>
    {
        private const string Own = "customers_customer";

        public async Task<MergeUndone> Handle(UndoMerge request, Actor actor, CancellationToken ct)
        {
            // Who takes the same one back at the same moment comes after, and finds it gone.
            await moves.Hold([request.CustomerId], ct);
            var id = new Id<CustomerMerge>(request.MergeId.Value);
            var merge = Refuse.Missing(await db.Set<CustomerMerge>().FirstOrDefaultAsync(m => m.CustomerId == request.CustomerId && m.Id == id, ct), "customers.merge.not_found");
            await RefuseUnlessUndoable(merge, clock.GetUtcNow(), ct);
            var survivor = await db.Set<Customer>().FirstAsync(c => c.Id == merge.CustomerId, ct);
            var (former, stamp) = (new Id<Customer>(merge.FormerId.Value), Moments.Next());

            var aside = StoredJson.Read<List<ParkedRow>>(merge.Parked)!.GroupBy(p => p.Table).ToDictionary(g => g.Key);
            // The customer first: its rows refer to it.
            await PutBack(Own);
            await db.Do($"DELETE FROM kernel_tombstone WHERE customer_id = {former} AND table_name = '{Own}'", ct);
            // With the customer, the warehouse took out the history of his facts: it is to read it again.
            await db.Do($"UPDATE kernel_field_change SET change_stamp = {MergeSql.Number(stamp)} WHERE subject_id = {former}", ct);
            await moves.Return(merge, former, stamp, ct);
            foreach (var table in aside.Keys.Where(t => t != Own)) await PutBack(table);
            var back = await db.Set<Customer>().AsNoTracking().FirstAsync(c => c.Id == former, ct);
            // The people there went back as well: the survivor is no longer found by them.
            await CustomerIndexing.Put(index, db, [back, survivor], ct);

            var kept = MergeSides.GiveBack(survivor, StoredJson.Read<List<TakenFact>>(merge.Taken)!);
            await keys.Follow(back, keepOthers: true, ct);
            await keys.Follow(survivor, keepOthers: true, ct);
            db.Remove(merge);
            db.Tell(new CustomersParted(survivor.Id, former));
            return new() { CustomerId = survivor.Id, FormerId = former, Kept = kept };

            Task PutBack(string table) => moves.PutBack(table, [.. aside[table]], former, stamp, ct);
        }

        // A merge moves along when its survivor is merged into another.
        private async Task RefuseUnlessUndoable(CustomerMerge merge, DateTimeOffset now, CancellationToken ct)
        {
            if (merge.CustomerId.Value != merge.IntoId.Value)
            {
                var between = await db.Set<CustomerMerge>().AsNoTracking().Where(m => m.CustomerId == merge.CustomerId && m.FormerId == merge.IntoId).Select(m => m.FormerName).FirstOrDefaultAsync(ct);
                throw new RefusedException("customers.merge.merged_on", merge.FormerName, between);
            }
            Refuse.If(now > merge.UndoUntil, "customers.merge.too_late", CustomerMerge.UndoDays);
            // What either merge did to the survivor's facts and rows lies one upon the other.
            var last = (await db.MergesInto(merge.CustomerId, ct)).First(m => m.IntoId == merge.IntoId);
            if (last.Id != merge.Id) throw new RefusedException("customers.merge.later_first", merge.FormerName, last.FormerName);
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapPost("/customers/{customerId}/merges/{mergeId}/undo", (Id<Customer> customerId, Id<MergeDone> mergeId, Asker asker, CancellationToken ct) =>
            asker.Answer(new UndoMerge { CustomerId = customerId, MergeId = mergeId }, ct)).Produces<MergeUndone>().WithSummary("Take a merge back");
}

/// <summary>What taking a merge back left.</summary>
public sealed record MergeUndone
{
    public required Id<Customer> CustomerId { get; init; }

    /// <summary>The customer who is there again.</summary>
    public required Id<Customer> FormerId { get; init; }

    /// <summary>Facts of the survivor that were changed after the merge, and stay as they are: names as in <c>take</c>.</summary>
    public required IReadOnlyList<string> Kept { get; init; }
}
