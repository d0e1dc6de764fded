using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Staff;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Public.Inbox;

/// <summary>Makes rows of what came in: shop, photos, personal data masked for who may not read it.</summary>
internal sealed class IncomingRows(GuanxiDb db)
{
    public async Task<IReadOnlyList<IncomingRow>> Of(IReadOnlyList<Incoming> incoming, Actor actor, CancellationToken ct)
    {
        var units = await db.UnitNames().ToDictionaryAsync(u => u.Id, u => u.Name, ct);
        var ids = incoming.Select(i => i.Id).ToList();
        var photos = (await db.Set<Photo>().AsNoTracking().Where(p => ids.Contains(p.IncomingId)).Select(p => new { p.Id, p.IncomingId }).ToListAsync(ct)).ToLookup(p => p.IncomingId, p => p.Id);
        var people = await db.NamesOf(incoming.Select(i => i.DecidedBy).OfType<Id<Person>>(), ct);
        return [.. incoming.Select(i => new IncomingRow
        {
            Id = i.Id, ReceivedAt = i.ReceivedAt, IsSuggestion = i.IsSuggestion, Unit = i.UnitId is { } unit ? units.GetValueOrDefault(unit) : null, Name = i.Name, Phone = Mask.For(actor, nameof(Customer.Phone), i.Phone),
            Email = Mask.For(actor, nameof(Customer.Email), i.Email), OrderNumber = i.OrderNumber, Words = i.Words, Wish = i.Wish, State = i.State, CustomerId = i.CustomerId, ComplaintId = i.ComplaintId, Answer = i.Answer, ClosedBecause = i.ClosedBecause, DecidedAt = i.DecidedAt, DecidedBy = i.DecidedBy is { } by ? people.GetValueOrDefault(by) : null, Escalated = i.EscalatedAt is not null, Photos = [.. photos[i.Id]],
        })];
    }
}
