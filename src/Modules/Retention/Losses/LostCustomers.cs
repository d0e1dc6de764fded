using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Guanxi.Value;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.Losses;

/// <summary>The customers behind a figure of the report, the latest loss first.</summary>
[Needs(ValueRights.Read)]
internal sealed record LostCustomers : LossFilter, IQuestion<LossesFound>
{
    public LossPlace? After { get; init; }
    [Range(1, 200)] public int Count { get; init; } = 50;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<LostCustomers, LossesFound>
    {
        public async Task<LossesFound> Handle(LostCustomers request, Actor actor, CancellationToken ct)
        {
            var firm = await db.Setting<FirmSettings>(ct);
            var period = LossPeriod.Of(request, firm.DayOf(clock.GetUtcNow()));
            var losses = db.LossesFor(actor, request, period);
            if (request.After is { } after)
            {
                var (day, id) = (after.LostOn, after.Id);
                losses = losses.Where(l => l.LostOn <= day && (l.LostOn < day || l.Id < id));
            }
            var found = await losses.OrderByDescending(l => l.LostOn).ThenByDescending(l => l.Id).Take(request.Count + 1).ToListAsync(ct);
            var shown = found.Take(request.Count).ToList();
            return new()
            {
                From = period.From, To = period.To, Currency = firm.BaseCurrency, Rows = await LossRow.Of(db, shown, actor, ct),
                Next = found.Count > request.Count ? new LossPlace(shown[^1].LostOn, shown[^1].Id) : null,
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/losses/customers",
        (DateOnly? from, DateOnly? to, Named<LossKind>? kind, Named<LossCause>? cause, string? grade, Id<Unit>? unitId, LossPlace? after, int? count, Asker asker, CancellationToken ct) =>
            asker.Answer(new LostCustomers { From = from, To = to, Kind = kind?.Value, Cause = cause?.Value, Grade = grade, UnitId = unitId, After = after, Count = count ?? 50 }, ct))
        .Produces<LossesFound>().WithSummary("The customers behind a figure of losses");
}

/// <summary>A page of losses.</summary>
internal sealed record LossesFound
{
    public required DateOnly From { get; init; }
    public required DateOnly To { get; init; }
    public string Currency { get; init; } = "";
    public required IReadOnlyList<LossRow> Rows { get; init; }
    public LossPlace? Next { get; init; }
}

/// <summary>One loss as lists and cards show it.</summary>
internal sealed record LossRow
{
    public required Id<Loss> Id { get; init; }
    public required CustomerName Customer { get; init; }
    public required DateOnly LostOn { get; init; }
    public required LossKind Kind { get; init; }
    public required LossCause Cause { get; init; }
    public string? Words { get; init; }
    public string? Competitor { get; init; }
    public required LossSource Source { get; init; }
    public string? Asked { get; init; }
    public string? RecordedBy { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public DateOnly? StoodOn { get; init; }
    public string? Grade { get; init; }
    public long? MoneyMinor { get; init; }

    public static async Task<IReadOnlyList<LossRow>> Of(GuanxiDb db, IReadOnlyList<Loss> losses, Actor actor, CancellationToken ct)
    {
        var (ids, people) = (losses.Select(l => l.CustomerId).Distinct().ToList(), losses.Select(l => l.RecordedBy).Distinct().ToList());
        var customers = await db.CustomerNamesFor(actor).Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        var names = await db.PersonNames().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        return
        [
            .. losses.Where(l => customers.ContainsKey(l.CustomerId)).Select(l => new LossRow
            {
                Id = l.Id, Customer = customers[l.CustomerId], LostOn = l.LostOn, Kind = l.Kind, Cause = l.Cause, Words = l.Words, Competitor = l.Competitor, Source = l.Source, Asked = l.Asked,
                RecordedBy = names.GetValueOrDefault(l.RecordedBy), RecordedAt = l.RecordedAt, StoodOn = l.StoodOn, Grade = l.Grade, MoneyMinor = l.MoneyMinor,
            }),
        ];
    }
}

/// <summary>A place in the list: by day, then by id.</summary>
[JsonConverter(typeof(TextJson<LossPlace>))]
internal readonly record struct LossPlace(DateOnly LostOn, Id<Loss> Id) : IParsable<LossPlace>
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{LostOn.DayNumber}.{Id}");
    public static LossPlace Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var place) ? place : throw new FormatException("Not a place in the list of losses.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out LossPlace result)
    {
        result = default;
        if (s?.Split('.') is not [var first, var second] || !int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var day) || day > DateOnly.MaxValue.DayNumber || !Id<Loss>.TryParse(second, null, out var id)) return false;
        result = new(DateOnly.FromDayNumber(day), id);
        return true;
    }
}
