using Guanxi.Contact;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Retention.Bonds.Ties;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.Bonds;

/// <summary>What holds one customer: exit barriers, ties by level with their evidence, and which tie to add next.</summary>
[Needs(CustomersRights.Read)]
internal sealed record CustomerBonds : IQuestion<BondsOfCustomer>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    private static readonly PreparedQuery<Id<Customer>, List<Bond>> Open = PreparedQuery.List((GuanxiDb db, Id<Customer> customer) =>
        db.Set<Bond>().AsNoTracking().Where(b => b.CustomerId == customer && b.EndedOn == null).OrderBy(b => b.FromOn).ThenBy(b => b.Id));

    internal sealed class Handler(GuanxiDb db, Texts texts, TimeProvider clock) : IHandler<CustomerBonds, BondsOfCustomer>
    {
        public async Task<BondsOfCustomer> Handle(CustomerBonds request, Actor actor, CancellationToken ct)
        {
            var id = request.CustomerId;
            var today = (await db.Setting<FirmSettings>(ct)).DayOf(clock.GetUtcNow());
            var (year, soon) = (today.AddMonths(-CustomerTies.OccasionMonths), EndingBonds.Soon);
            // This card must cost the page little: each of these is one look-up by the customer's key, or known to another card.
            var bonds = await Open.Run(db, id, ct);
            var owner = await db.PersonName((await db.CustomerNameFor(actor, id, ct))?.OwnerId, ct);
            var occasion = await db.LastOccasion(id, today, ct) is { } last && last.HappenedOn > year ? last : null;
            var names = await db.NamesOf(bonds.Select(b => b.RecordedBy), ct);
            var grade = (await db.FaceOf(id, ct))?.Grade;
            // What expired long ago holds nobody; what expired lately and was not renewed is still to be seen to.
            var rows = bonds.Where(b => b.ExpiresOn is null || b.ExpiresOn >= today.AddDays(-soon)).Select(b => BondRow.Of(b, names.GetValueOrDefault(b.RecordedBy), bonds, today)).Where(r => r.ExpiresOn is null || r.ExpiresOn >= today || !r.Renewed).ToList();
            var ties = CustomerTies.Of(rows, owner, occasion is null ? null : (occasion, await db.PersonName(occasion.PersonId, ct)), await db.Brought(id, ct), texts);
            return new()
            {
                CustomerId = id, Today = today, SoonDays = soon, Grade = grade, Bonds = rows, Ties = ties, Advice = (await db.Setting<TieRules>(ct)).Advise(grade, [.. ties.Select(t => t.Level)]),
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/customers/{customerId}/bonds", (Id<Customer> customerId, Asker asker, CancellationToken ct) =>
        asker.Answer(new CustomerBonds { CustomerId = customerId }, ct)).Produces<BondsOfCustomer>().WithSummary("Exit barriers and ties of one customer, and which tie to add next");
}

/// <summary>What holds a customer.</summary>
internal sealed record BondsOfCustomer
{
    public Id<Customer> CustomerId { get; init; }

    /// <summary>By the firm's calendar.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>Days ahead of its end from which a barrier counts as ending soon.</summary>
    public int SoonDays { get; init; }
    public string? Grade { get; init; }

    /// <summary>Those that hold, are to come, or expired lately without a renewal.</summary>
    public required IReadOnlyList<BondRow> Bonds { get; init; }

    /// <summary>Those that exist, with their evidence; by level.</summary>
    public required IReadOnlyList<TieRow> Ties { get; init; }

    /// <summary>Levels that the rule of the grade asks for and that are missing, the next one first.</summary>
    public required IReadOnlyList<TieLevel> Advice { get; init; }

    public IEnumerable<BondRow> Barriers(BarrierKind kind) => Bonds.Where(b => b.Barrier == kind);

    /// <summary>Expires within the days, or has expired, and nothing goes on from it.</summary>
    public bool EndsSoon(BondRow bond) => !bond.Renewed && bond.ExpiresOn is { } last && last <= Today.AddDays(SoonDays);
}
