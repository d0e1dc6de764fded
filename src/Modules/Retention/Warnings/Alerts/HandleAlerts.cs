using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.Warnings.Alerts;

/// <summary>Says of several warnings at once what was done about them. All or none.</summary>
[Needs(RetentionRights.Edit)]
internal sealed record HandleAlerts : IUseCase<int>
{
    [Required, MinLength(1), MaxLength(200)] public List<AlertKey> Chosen { get; set; } = [];
    [Required, StringLength(2000)] public string? Note { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<HandleAlerts, int>
    {
        public async Task<int> Handle(HandleAlerts request, Actor actor, CancellationToken ct)
        {
            var (customers, ids) = (request.Chosen.Select(k => k.CustomerId).Distinct().ToList(), request.Chosen.Select(k => k.Id).Distinct().ToList());
            var within = await db.CustomerNamesFor(actor).Where(c => customers.Contains(c.Id)).Select(c => c.Id).ToListAsync(ct);
            var alerts = await db.Set<Alert>().Where(a => within.Contains(a.CustomerId) && ids.Contains(a.Id)).ToListAsync(ct);
            Refuse.If(alerts.Count < ids.Count, "retention.alert.not_found");
            // What somebody else saw to meanwhile is no reason to refuse the rest.
            var open = alerts.Where(a => a.State == AlertState.Open).ToList();
            foreach (var alert in open) alert.Handle(request.Note!, actor.Id, clock.GetUtcNow());
            return open.Count;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/warnings/handle", (HandleAlerts request, Asker asker, CancellationToken ct) => asker.Answer(request, ct))
        .Produces<int>().WithSummary("Say of several warnings what was done about them; answers how many were open");
}
