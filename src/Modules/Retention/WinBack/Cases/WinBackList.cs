using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Value;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.WinBack.Cases;

/// <summary>Attempts to win customers back within one's scope, those whose window ends next first; ended ones, the latest first.</summary>
[Needs(ValueRights.Read)]
internal sealed record WinBackList : IQuestion<WinBacksFound>
{
    public WinBackState State { get; init; }

    /// <summary>Only one's own.</summary>
    public bool Mine { get; init; }
    public Id<Rounds.WinBackRound>? RoundId { get; init; }

    /// <summary>Of a round: only those drawn into this arm.</summary>
    public WinBackArm? Arm { get; init; }

    /// <summary>Of a round: in any state.</summary>
    public bool AnyState { get; init; }

    /// <summary>Only those who bought in their window, or only those who did not.</summary>
    public bool? Returned { get; init; }
    public WinBackPlace? After { get; init; }
    [Range(1, 200)] public int Count { get; init; } = 50;

    internal sealed class Handler(GuanxiDb db) : IHandler<WinBackList, WinBacksFound>
    {
        private const int CountedTo = 1_000;

        public async Task<WinBacksFound> Handle(WinBackList request, Actor actor, CancellationToken ct)
        {
            var fitting = Fitting(request, actor);
            var soonest = !request.AnyState && request.State is WinBackState.Running or WinBackState.SetAside;
            var page = fitting;
            if (request.After is { } after)
            {
                var (day, id) = (after.UntilOn, after.Id);
                page = soonest ? page.Where(w => w.UntilOn >= day && (w.UntilOn > day || w.Id > id)) : page.Where(w => w.UntilOn <= day && (w.UntilOn < day || w.Id < id));
            }
            var found = await (soonest ? page.OrderBy(w => w.UntilOn).ThenBy(w => w.Id) : page.OrderByDescending(w => w.UntilOn).ThenByDescending(w => w.Id)).Take(request.Count + 1).ToListAsync(ct);
            var shown = found.Take(request.Count).ToList();
            return new()
            {
                Rows = await WinBackRow.Of(db, shown, actor, ct), Total = await fitting.Take(CountedTo + 1).CountAsync(ct), Currency = (await db.Setting<FirmSettings>(ct)).BaseCurrency,
                Next = found.Count > request.Count ? new WinBackPlace(shown[^1].UntilOn, shown[^1].Id) : null,
            };
        }

        private IQueryable<WinBackCase> Fitting(WinBackList request, Actor actor)
        {
            var (state, me) = (request.State, actor.Id);
            var cases = db.Set<WinBackCase>().AsNoTracking();
            if (!request.AnyState) cases = cases.Where(w => w.State == state);
            if (actor.Scope != Scope.All) cases = cases.Where(w => db.CustomerNamesFor(actor).Any(c => c.Id == w.CustomerId));
            if (request.Mine) cases = cases.Where(w => w.OwnerId == me);
            if (request.RoundId is { } round) cases = cases.Where(w => w.RoundId == round);
            if (request.Arm is { } arm) cases = cases.Where(w => w.Arm == arm);
            if (request.Returned is { } returned) cases = cases.Where(w => w.ReturnedOn != null == returned);
            return cases;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/win-backs",
        (Named<WinBackState>? state, bool? anyState, bool? mine, Id<Rounds.WinBackRound>? roundId, Named<WinBackArm>? arm, bool? returned, WinBackPlace? after, int? count, Asker asker, CancellationToken ct) =>
            asker.Answer(new WinBackList
            {
                State = state?.Value ?? WinBackState.Running, AnyState = anyState ?? false, Mine = mine ?? false, RoundId = roundId, Arm = arm?.Value, Returned = returned, After = after, Count = count ?? 50,
            }, ct)).Produces<WinBacksFound>().WithSummary("Attempts to win customers back");
}

/// <summary>A page of attempts.</summary>
internal sealed record WinBacksFound
{
    public required IReadOnlyList<WinBackRow> Rows { get; init; }

    /// <summary>How many there are in all; 1,001 stands for more than a thousand.</summary>
    public int Total { get; init; }
    public string Currency { get; init; } = "";
    public WinBackPlace? Next { get; init; }
}

/// <summary>A place in the list: by the day the window ends, then by id.</summary>
[JsonConverter(typeof(TextJson<WinBackPlace>))]
internal readonly record struct WinBackPlace(DateOnly UntilOn, Id<WinBackCase> Id) : IParsable<WinBackPlace>
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{UntilOn.DayNumber}.{Id}");
    public static WinBackPlace Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var place) ? place : throw new FormatException("Not a place in the list of attempts.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out WinBackPlace result)
    {
        result = default;
        if (s?.Split('.') is not [var first, var second] || !int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var day) || day > DateOnly.MaxValue.DayNumber || !Id<WinBackCase>.TryParse(second, null, out var id)) return false;
        result = new(DateOnly.FromDayNumber(day), id);
        return true;
    }
}
