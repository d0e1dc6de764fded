using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Complaints.Causes;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Complaints.Corrective;

/// <summary>What the firm changes so that causes do not come back: what is to be done first, first; then what is to be checked; then what is over.</summary>
[Needs(ServiceRights.Read)]
internal sealed record CorrectiveList : IQuestion<IReadOnlyList<CorrectiveRow>>
{
    /// <summary>Only this one; none for all.</summary>
    public Id<CorrectiveAction>? ActionId { get; init; }

    /// <summary>Also those that are over.</summary>
    public bool Over { get; init; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<CorrectiveList, IReadOnlyList<CorrectiveRow>>
    {
        private const int Most = 200;

        public async Task<IReadOnlyList<CorrectiveRow>> Handle(CorrectiveList request, Actor actor, CancellationToken ct)
        {
            var today = (await db.Setting<FirmSettings>(ct)).DayOf(clock.GetUtcNow());
            var actions = db.Set<CorrectiveAction>().AsNoTracking();
            if (request.ActionId is { } id) actions = actions.Where(a => a.Id == id);
            else if (!request.Over) actions = actions.Where(a => a.State == CorrectiveState.Open || a.State == CorrectiveState.Done);
            else actions = actions.Where(a => a.State != CorrectiveState.Open && a.State != CorrectiveState.Done);
            var found = await actions.OrderByDescending(a => a.Id).Take(Most).ToListAsync(ct);
            if (request.ActionId is not null && found.Count == 0) throw new RefusedException("service.corrective.not_found");
            var codes = await db.Set<CauseCode>().ToDictionaryAsync(c => c.Id, c => c.Name, ct);
            var units = await db.UnitNames().ToDictionaryAsync(u => u.Id, u => u.Name, ct);
            var people = await db.NamesOf(found.SelectMany(a => new[] { a.OwnerId, a.CheckedBy ?? default }), ct);
            var rows = new List<CorrectiveRow>();
            foreach (var a in found)
                rows.Add(new()
                {
                    Id = a.Id, Title = a.Title, Cause = a.Cause, CauseCode = a.CauseCodeId is { } code ? codes.GetValueOrDefault(code) : null, Unit = a.UnitId is { } unit ? units.GetValueOrDefault(unit) : null, Plan = a.Plan,
                    OwnerId = a.OwnerId, Owner = people.GetValueOrDefault(a.OwnerId), DueOn = a.DueOn, RaisedOn = a.RaisedOn, State = a.State, Done = a.Done, DoneOn = a.DoneOn, CheckOn = a.CheckOn, Finding = a.Finding, CheckedOn = a.CheckedOn,
                    CheckedBy = a.CheckedBy is { } by ? people.GetValueOrDefault(by) : null, Late = a.State == CorrectiveState.Open && a.DueOn < today, ToCheck = a.State == CorrectiveState.Done && a.CheckOn <= today,
                    Effect = a is { Before: { } before, After: { } after, Days: { } days } ? CorrectiveEffect.Of(before, after, days) : a.State == CorrectiveState.Done ? await db.EffectOf(a, today, ct) : null,
                });
            return [.. rows.OrderBy(r => r.State).ThenBy(r => r.State == CorrectiveState.Open ? r.DueOn : r.CheckOn ?? r.RaisedOn)];
        }
    }

    internal static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/corrective-actions", (bool? over, Asker asker, CancellationToken ct) => asker.Answer(new CorrectiveList { Over = over ?? false }, ct))
            .Produces<IReadOnlyList<CorrectiveRow>>().WithSummary("What the firm changes so that causes do not come back");
        api.MapGet("/corrective-actions/{actionId}", (Id<CorrectiveAction> actionId, Asker asker, CancellationToken ct) => asker.Answer(new CorrectiveList { ActionId = actionId }, ct))
            .Produces<IReadOnlyList<CorrectiveRow>>().WithName("correctiveAction").WithSummary("One corrective action");
    }
}

/// <summary>A corrective action as the list shows it.</summary>
internal sealed record CorrectiveRow
{
    public required Id<CorrectiveAction> Id { get; init; }
    public required string Title { get; init; }
    public required ComplaintCause Cause { get; init; }
    public string? CauseCode { get; init; }
    public string? Unit { get; init; }
    public required string Plan { get; init; }
    public required Id<Person> OwnerId { get; init; }
    public string? Owner { get; init; }
    public required DateOnly DueOn { get; init; }
    public required DateOnly RaisedOn { get; init; }
    public required CorrectiveState State { get; init; }
    public string? Done { get; init; }
    public DateOnly? DoneOn { get; init; }
    public DateOnly? CheckOn { get; init; }
    public string? Finding { get; init; }
    public DateOnly? CheckedOn { get; init; }
    public string? CheckedBy { get; init; }
    public bool Late { get; init; }
    public bool ToCheck { get; init; }

    /// <summary>Complaints of the cause before and after; null until it was done.</summary>
    public CorrectiveEffect? Effect { get; init; }
}
