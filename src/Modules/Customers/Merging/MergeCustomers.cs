using Guanxi.Customers.Merging;
using Guanxi.Customers.Search;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>Makes one customer of two: everything of the other goes to the one that stays, with the facts chosen. Can be undone for thirty days.</summary>
[Needs(CustomersRights.Merge)]
public sealed record MergeCustomers : IUseCase<MergeDone>, IConcerns<Customer>
{
    /// <summary>The one that stays.</summary>
    public Id<Customer> CustomerId { get; init; }

    /// <summary>The one that goes into it.</summary>
    public Id<Customer> OtherId { get; set; }

    /// <summary>The version of the one that stays, as it was looked at.</summary>
    public int Version { get; set; }

    /// <summary>The version of the other, as it was looked at.</summary>
    public int OtherVersion { get; set; }

    /// <summary>Names of facts that the one that stays takes from the other, e.g. <c>Phone</c>; of all others it keeps its own. The owner comes with the unit, and takes the right to assign customers.</summary>
    public IReadOnlyList<string>? Take { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, IDatabase database, MergeSides sides, RowMoves moves, ITokenIndex index, Texts texts, ParkedRows parked, TimeProvider clock) : IHandler<MergeCustomers, MergeDone>
    {
        private static readonly string[] Columns =
        [
            nameof(CustomerMerge.CustomerId), nameof(CustomerMerge.Id), nameof(CustomerMerge.IntoId), nameof(CustomerMerge.FormerId), nameof(CustomerMerge.FormerCode), nameof(CustomerMerge.FormerName), nameof(CustomerMerge.ImportId),
            nameof(CustomerMerge.MergedAt), nameof(CustomerMerge.MergedById), nameof(CustomerMerge.Taken), nameof(CustomerMerge.Parked), nameof(CustomerMerge.Version), nameof(CustomerMerge.ChangeStamp),
        ];

        public async Task<MergeDone> Handle(MergeCustomers request, Actor actor, CancellationToken ct)
        {
            var take = request.Take ?? [];
            // By whatever way an owner is given, it takes the same right.
            Refuse.If(take.Contains(nameof(Customer.OwnerId)) && !actor.May(CustomersRights.Assign), "kernel.right.missing", texts.OfRight(CustomersRights.Assign));
            await moves.Hold([request.CustomerId, request.OtherId], ct);
            var other = await sides.Other(request.CustomerId, request.OtherId, actor, ct);
            // Who was merged away at the same moment is found under another id.
            var survivor = Refuse.Missing(await db.Set<Customer>().FirstOrDefaultAsync(c => c.Id == request.CustomerId, ct), "customers.customer.not_found");
            Refuse.If(survivor.Version != request.Version || other.Version != request.OtherVersion, "kernel.record.changed_meanwhile");
            var (now, stamp) = (clock.GetUtcNow(), Moments.Next());
            var today = (await db.Setting<FirmSettings>(ct)).DayOf(now);

            Refuse.If(survivor.Kind != CustomerKind.Organisation && other.Kind == CustomerKind.Organisation && await db.Set<ContactPerson>().AnyAsync(p => p.CustomerId == other.Id, ct), "customers.merge.people_need_organisation", other.Name);
            await RefuseParentOfItself(survivor.Id, other.Id, today, ct);
            var taken = await sides.Take(survivor, other, take, ct);
            List<ParkedRow> aside = [.. await parked.Read("customers_customer", $"r.id = {other.Id}", ct), .. await moves.PutAside(other.Id, survivor.Id, today, stamp, ct)];
            var merge = Id<CustomerMerge>.New();
            // Past EF Core, which writes at the end: the rows that it remembers refer to it.
            await database.Write(db, BulkTarget.For<CustomerMerge>(db, Columns),
                [[survivor.Id.Value, merge.Value, survivor.Id.Value, other.Id.Value, other.Code, other.Name, other.ImportId, now, actor.Id.Value, StoredJson.Write(taken), StoredJson.Write(aside), 0, stamp]], ct);
            await moves.Move(other.Id, survivor.Id, merge, stamp, ct);
            // By the people who came along the survivor is found.
            if (other.Kind == CustomerKind.Organisation) await CustomerIndexing.Put(index, db, [survivor], ct);
            db.Remove(other);
            db.Tell(new CustomersMerged(survivor.Id, other.Id));
            return new() { MergeId = new(merge.Value), CustomerId = survivor.Id };
        }

        // What the two are to each other is put aside; by way of a third company it takes a person to say which link is wrong.
        private async Task RefuseParentOfItself(Id<Customer> one, Id<Customer> other, DateOnly today, CancellationToken ct)
        {
            Id<Customer>[] both = [one, other];
            var parents = await db.Set<CustomerLink>().AsNoTracking().Where(l => both.Contains(l.CustomerId) && !both.Contains(l.OtherId) && l.Kind == LinkKind.Parent && (l.UntilOn == null || l.UntilOn >= today)).Select(l => l.OtherId).ToListAsync(ct);
            Refuse.If(await db.ComesRound(parents, both, today, ct), "customers.merge.parent_of_itself");
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapPost("/customers/{customerId}/merge/{otherId}", (Id<Customer> customerId, Id<Customer> otherId, MergeCustomers request, Asker asker, CancellationToken ct) =>
            asker.Answer(request with { CustomerId = customerId, OtherId = otherId }, ct)).Produces<MergeDone>().WithSummary("Make one customer of two");
}

/// <summary>What a merge left.</summary>
public sealed record MergeDone
{
    /// <summary>To undo it by.</summary>
    public required Id<MergeDone> MergeId { get; init; }

    /// <summary>The one that stayed.</summary>
    public required Id<Customer> CustomerId { get; init; }
}
