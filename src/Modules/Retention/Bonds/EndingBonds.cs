using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.Bonds;

/// <summary>Exit barriers that expire within so many days and that nothing goes on from, of customers within reach, the first to end first.</summary>
[Needs(CustomersRights.Read)]
internal sealed record EndingBonds : IQuestion<BondsEnding>
{
    /// <summary>Days that give time to renew.</summary>
    public const int Soon = 60;

    [Range(0, 3650)] public int Days { get; init; } = Soon;
    public BarrierKind? Barrier { get; init; }

    /// <summary>Only of customers that one looks after oneself.</summary>
    public bool Mine { get; init; }
    public BondPlace? After { get; init; }
    [Range(1, 200)] public int Count { get; init; } = 50;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<EndingBonds, BondsEnding>
    {
        private const int CountedTo = 1_000;

        public async Task<BondsEnding> Handle(EndingBonds request, Actor actor, CancellationToken ct)
        {
            var today = (await db.Setting<FirmSettings>(ct)).DayOf(clock.GetUtcNow());
            var me = actor.Id;
            var fitting = from b in db.Expiring(today, today.AddDays(request.Days)).Where(b => b.Barrier != null)
                          join c in db.CustomerNamesFor(actor) on b.CustomerId equals c.Id
                          join f in db.Set<CustomerFace>().AsNoTracking() on b.CustomerId equals f.CustomerId into faces
                          from face in faces.DefaultIfEmpty()
                          join p in db.PersonNames() on c.OwnerId equals p.Id into people
                          from owner in people.DefaultIfEmpty()
                          select new { Bond = b, Customer = c, Grade = face == null ? null : face.Grade, Colour = face == null ? null : face.Colour, Owner = owner == null ? null : owner.Name };
            if (request.Barrier is { } kind) fitting = fitting.Where(r => r.Bond.Barrier == kind);
            if (request.Mine) fitting = fitting.Where(r => r.Customer.OwnerId == me);
            var page = fitting;
            if (request.After is { } after)
            {
                var (day, id) = (after.ExpiresOn, after.Id);
                page = page.Where(r => r.Bond.ExpiresOn >= day && (r.Bond.ExpiresOn > day || r.Bond.Id > id));
            }
            var found = await page.OrderBy(r => r.Bond.ExpiresOn).ThenBy(r => r.Bond.Id).Take(request.Count + 1).ToListAsync(ct);
            var shown = found.Take(request.Count).ToList();
            return new()
            {
                Today = today, Until = today.AddDays(request.Days), Total = await fitting.Take(CountedTo + 1).CountAsync(ct),
                Rows = [.. shown.Select(r => new EndingBond { Customer = r.Customer, Grade = r.Grade, Colour = r.Colour, Owner = r.Owner, Bond = BondRow.Of(r.Bond, null, [], today) })],
                Next = found.Count > request.Count ? new BondPlace(shown[^1].Bond.ExpiresOn!.Value, shown[^1].Bond.Id) : null,
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/bonds/ending", (int? days, Named<BarrierKind>? barrier, bool? mine, BondPlace? after, int? count, Asker asker, CancellationToken ct) =>
        asker.Answer(new EndingBonds { Days = days ?? Soon, Barrier = barrier?.Value, Mine = mine ?? false, After = after, Count = count ?? 50 }, ct)).Produces<BondsEnding>().WithSummary("Exit barriers that end soon and are not renewed");
}

/// <summary>A page of barriers that end.</summary>
internal sealed record BondsEnding
{
    public required DateOnly Today { get; init; }
    public required DateOnly Until { get; init; }
    public required IReadOnlyList<EndingBond> Rows { get; init; }

    /// <summary>How many there are in all; 1,001 stands for more than a thousand.</summary>
    public int Total { get; init; }
    public BondPlace? Next { get; init; }
}

/// <summary>One barrier that ends, and whose.</summary>
internal sealed record EndingBond
{
    public required CustomerName Customer { get; init; }
    public string? Grade { get; init; }
    public string? Colour { get; init; }
    public string? Owner { get; init; }
    public required BondRow Bond { get; init; }
}

/// <summary>A place in the list: by last day, then by id.</summary>
[JsonConverter(typeof(TextJson<BondPlace>))]
internal readonly record struct BondPlace(DateOnly ExpiresOn, Id<Bond> Id) : IParsable<BondPlace>
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ExpiresOn.DayNumber}.{Id}");
    public static BondPlace Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var place) ? place : throw new FormatException("Not a place in the list of barriers.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out BondPlace result)
    {
        result = default;
        if (s?.Split('.') is not [var first, var second] || !int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var day) || day > DateOnly.MaxValue.DayNumber || !Id<Bond>.TryParse(second, null, out var id)) return false;
        result = new(DateOnly.FromDayNumber(day), id);
        return true;
    }
}
