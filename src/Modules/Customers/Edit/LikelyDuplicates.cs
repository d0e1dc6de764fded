using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Customers;

/// <summary>Customers that may be the one being entered: same phone, e-mail or credit code, or the same name.</summary>
[Needs(CustomersRights.Edit)]
public sealed record LikelyDuplicates : IQuestion<IReadOnlyList<LikelyDuplicate>>
{
    [StringLength(200)] public string? Name { get; init; }
    [StringLength(60)] public string? Phone { get; init; }
    [StringLength(200)] public string? Email { get; init; }
    [StringLength(60)] public string? CreditCode { get; init; }
    [StringLength(60)] public string? Country { get; init; }

    /// <summary>The customer being changed, who is not its own duplicate.</summary>
    public Id<Customer>? Except { get; init; }

    internal sealed class Handler(GuanxiDb db) : IHandler<LikelyDuplicates, IReadOnlyList<LikelyDuplicate>>
    {
        private const int Most = 5;

        public async Task<IReadOnlyList<LikelyDuplicate>> Handle(LikelyDuplicates request, Actor actor, CancellationToken ct)
        {
            var why = new Dictionary<Id<Customer>, string>();
            await ByKey(ContactKey.Phone, ContactKey.OfPhone(request.Phone, request.Country));
            await ByKey(ContactKey.Email, ContactKey.OfEmail(request.Email));
            await ByKey(ContactKey.CreditCode, request.CreditCode?.Trim().ToUpperInvariant());
            if (request.Name?.Trim() is { Length: > 1 } name)
            {
                string[] keys = [Search.SearchTokens.SortKey(name, isPerson: true), Search.SearchTokens.SortKey(name, isPerson: false)];
                foreach (var id in await db.Set<Customer>().AsNoTracking().Where(c => keys.Contains(c.NameSort) && c.Name == name).Take(Most).Select(c => c.Id).ToListAsync(ct)) why.TryAdd(id, "name");
            }
            if (request.Except is { } self) why.Remove(self);
            if (why.Count == 0) return [];

            var ids = why.Keys.ToList();
            var visible = (await db.Set<Customer>().VisibleTo(actor).Where(c => ids.Contains(c.Id)).Select(c => c.Id).ToListAsync(ct)).ToHashSet();
            var found = await db.Set<Customer>().AsNoTracking().Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.Code, c.Name, c.City, c.OwnerId }).ToListAsync(ct);
            var owners = found.Select(c => c.OwnerId).OfType<Id<Person>>().ToList();
            var names = await db.PersonNames().Where(p => owners.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
            // A colleague's customer: that it is there and whom to ask, no more. Of names alone there are many, so those stay unsaid.
            return [.. found.Where(c => visible.Contains(c.Id) || why[c.Id] != "name").Take(Most).Select(c => new LikelyDuplicate
            {
                Id = visible.Contains(c.Id) ? c.Id : null, Code = visible.Contains(c.Id) ? c.Code : null, Name = visible.Contains(c.Id) ? c.Name : null, City = visible.Contains(c.Id) ? c.City : null,
                OwnerName = c.OwnerId is { } owner ? names.GetValueOrDefault(owner) : null, Because = why[c.Id],
            })];

            async Task ByKey(string kind, string? value)
            {
                if (value is null) return;
                if (await db.Set<ContactKey>().AsNoTracking().FirstOrDefaultAsync(k => k.Kind == kind && k.Value == value, ct) is { } key) why.TryAdd(key.CustomerId, kind);
            }
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapGet("/customers/duplicates", (string? name, string? phone, string? email, string? creditCode, string? country, Id<Customer>? except, Asker asker, CancellationToken ct) =>
            asker.Answer(new LikelyDuplicates { Name = name, Phone = phone, Email = email, CreditCode = creditCode, Country = country, Except = except }, ct))
            .Produces<IReadOnlyList<LikelyDuplicate>>().WithSummary("Customers that may be the one being entered");
}

/// <summary>A customer that may be the same. Outside one's scope only its owner is named.</summary>
public sealed record LikelyDuplicate
{
    public Id<Customer>? Id { get; init; }
    public string? Code { get; init; }
    public string? Name { get; init; }
    public string? City { get; init; }
    public string? OwnerName { get; init; }

    /// <summary>phone, email, credit_code or name.</summary>
    public required string Because { get; init; }
}
