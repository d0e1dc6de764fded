using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Retention.WinBack.Cases;
using Guanxi.Retention.WinBack.Rounds;
using Guanxi.Value;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.WinBack.Effects;

/// <summary>What win-back brought, of customers within one's scope: those treated against those whom chance set aside, of one round or of all, and by grade.</summary>
[Needs(ValueRights.Read)]
internal sealed record WinBackEffect : IQuestion<EffectReport>
{
    /// <summary>One round; none for all.</summary>
    public Id<WinBackRound>? RoundId { get; init; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<WinBackEffect, EffectReport>
    {
        public async Task<EffectReport> Handle(WinBackEffect request, Actor actor, CancellationToken ct)
        {
            var (firm, settings) = (await db.Setting<FirmSettings>(ct), await db.Setting<ValueSettings>(ct));
            var round = request.RoundId is { } id ? Refuse.Missing(await db.Set<WinBackRound>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, ct), "retention.round.not_found") : null;
            var cases = db.Set<WinBackCase>().AsNoTracking();
            if (actor.Scope != Scope.All) cases = cases.Where(w => db.CustomerNamesFor(actor).Any(c => c.Id == w.CustomerId));
            var drawn = request.RoundId is { } only ? cases.Where(w => w.RoundId == only) : cases.Where(w => w.RoundId != null);
            var rows = await drawn.OrderBy(w => w.Id).Select(w => new EffectRow(w.RoundId!.Value, w.Grade ?? "", w.Arm == WinBackArm.Control, w.ReturnedOn != null, w.MarginMinor, w.OfferMinor, w.Contacts, w.TriedBy != null, w.StartedOn, w.UntilOn, w.MeasuredOn)).ToListAsync(ct);
            Refuse.If(round is not null && rows.Count == 0, "retention.round.not_found");
            // By hand: chance chose nobody, so there is nothing to compare with.
            var byHand = request.RoundId is null ? await cases.Where(w => w.Arm == WinBackArm.ByHand && w.State != WinBackState.LetGo).GroupBy(w => w.ReturnedOn != null).Select(g => new { Returned = g.Key, Customers = g.Count() }).ToListAsync(ct) : [];
            var seed = round?.Seed ?? 0;
            return new()
            {
                Round = round is null ? null : new() { Id = round.Id, Name = round.Name, StartedOn = round.StartedOn, UntilOn = round.UntilOn, Seed = round.Seed, ControlShare = round.ControlShare, Treated = rows.Count(r => !r.Control), Control = rows.Count(r => r.Control) },
                From = rows.Count == 0 ? null : rows.Min(r => r.StartedOn), To = rows.Count == 0 ? null : rows.Max(r => r.UntilOn), MeasuredOn = rows.Max(r => r.MeasuredOn), Currency = firm.BaseCurrency,
                StillRunning = rows.Exists(r => r.UntilOn >= firm.DayOf(clock.GetUtcNow())),
                All = EffectFigures.Of("", rows, settings.ContactCostMinor, seed),
                Grades = [.. rows.GroupBy(r => r.Grade).OrderBy(g => Array.IndexOf(RoundCustomers.Grades, g.Key)).Select(g => EffectFigures.Of(g.Key, [.. g], settings.ContactCostMinor, seed))],
                ByHand = byHand.Sum(h => h.Customers), ByHandReturned = byHand.Where(h => h.Returned).Sum(h => h.Customers),
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/win-back/effect", (Id<WinBackRound>? roundId, Asker asker, CancellationToken ct) =>
        asker.Answer(new WinBackEffect { RoundId = roundId }, ct)).Produces<EffectReport>().WithSummary("What win-back brought, of one round or of all");
}

/// <summary>What win-back brought.</summary>
internal sealed record EffectReport
{
    /// <summary>Null for all rounds.</summary>
    public RoundRow? Round { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }

    /// <summary>The last day that the runs looked at.</summary>
    public DateOnly? MeasuredOn { get; init; }

    /// <summary>Some windows are not over yet: so far.</summary>
    public bool StillRunning { get; init; }
    public string Currency { get; init; } = "";
    public required EffectFigures All { get; init; }
    public IReadOnlyList<EffectFigures> Grades { get; init; } = [];

    /// <summary>Attempts outside rounds, and how many of these customers came back: without a control that is no effect.</summary>
    public int ByHand { get; init; }
    public int ByHandReturned { get; init; }
}
