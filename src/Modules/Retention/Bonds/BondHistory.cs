using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.Bonds;

/// <summary>All barriers and ties that were ever recorded of one customer, the newest first, with what was put right since.</summary>
[Needs(CustomersRights.Read)]
internal sealed record BondHistory : IQuestion<IReadOnlyList<BondRecord>>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<BondHistory, IReadOnlyList<BondRecord>>
    {
        private const int Most = 200;

        // Said in words of its own by the row itself.
        private const string Ending = nameof(Bond.EndedOn);

        public async Task<IReadOnlyList<BondRecord>> Handle(BondHistory request, Actor actor, CancellationToken ct)
        {
            var today = (await db.Setting<FirmSettings>(ct)).DayOf(clock.GetUtcNow());
            var bonds = await db.Set<Bond>().AsNoTracking().Where(b => b.CustomerId == request.CustomerId).OrderByDescending(b => b.Id).Take(Most).ToListAsync(ct);
            var ids = bonds.ConvertAll(b => b.Id.Value);
            var changes = (await db.Set<FieldChange>().AsNoTracking().Where(c => ids.Contains(c.SubjectId) && c.Field != Ending).OrderBy(c => c.Id).ToListAsync(ct)).ToLookup(c => c.SubjectId);
            var people = bonds.SelectMany(b => new Id<Person>?[] { b.RecordedBy, b.EndedBy }).OfType<Id<Person>>().Concat(changes.SelectMany(c => c).Select(c => c.ChangedBy)).Distinct().ToList();
            var names = await db.PersonNames().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
            return
            [
                .. bonds.Select(b => new BondRecord
                {
                    Bond = BondRow.Of(b, names.GetValueOrDefault(b.RecordedBy), bonds, today), EndedBy = b.EndedBy is { } by ? names.GetValueOrDefault(by) : null,
                    Changes = [.. changes[b.Id.Value].Select(c => new BondChange(c.Field, c.OldValue, c.NewValue, c.ChangedAt, names.GetValueOrDefault(c.ChangedBy)))],
                }),
            ];
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/customers/{customerId}/bonds/history", (Id<Customer> customerId, Asker asker, CancellationToken ct) =>
        asker.Answer(new BondHistory { CustomerId = customerId }, ct)).Produces<IReadOnlyList<BondRecord>>().WithSummary("All barriers and ties ever recorded of one customer");
}

/// <summary>A barrier or tie with what happened to its record.</summary>
internal sealed record BondRecord
{
    public required BondRow Bond { get; init; }
    public string? EndedBy { get; init; }

    /// <summary>The oldest first.</summary>
    public required IReadOnlyList<BondChange> Changes { get; init; }
}

/// <summary>One field was put right.</summary>
/// <param name="Field">Words, Strength, FromOn, ExpiresOn.</param>
internal sealed record BondChange(string Field, string? From, string? To, DateTimeOffset At, string? By);
