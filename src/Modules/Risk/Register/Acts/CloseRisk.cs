using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Risk.Register.Acts;

/// <summary>Closes a risk that is none any more. All that was said of it stays.</summary>
[Needs(RiskRights.Manage)]
internal sealed record CloseRisk : IUseCase<bool>
{
    public Id<RegisteredRisk> RiskId { get; set; }
    [Required, StringLength(2000)] public string? Because { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<CloseRisk, bool>
    {
        public async Task<bool> Handle(CloseRisk request, Actor actor, CancellationToken ct)
        {
            (await db.RiskToActOn(request.RiskId, actor, ct)).Close(request.Because!, (await db.Setting<FirmSettings>(ct)).DayOf(clock.GetUtcNow()));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/risks/{riskId}/close", (Id<RegisteredRisk> riskId, CloseRisk request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { RiskId = riskId }, ct)).Produces<bool>().WithSummary("Close a risk that is none any more");
}

/// <summary>Opens a closed risk again, to be assessed today.</summary>
[Needs(RiskRights.Manage)]
internal sealed record ReopenRisk : IUseCase<bool>
{
    public Id<RegisteredRisk> RiskId { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<ReopenRisk, bool>
    {
        public async Task<bool> Handle(ReopenRisk request, Actor actor, CancellationToken ct)
        {
            (await db.RiskToActOn(request.RiskId, actor, ct)).Reopen((await db.Setting<FirmSettings>(ct)).DayOf(clock.GetUtcNow()));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/risks/{riskId}/reopen", (Id<RegisteredRisk> riskId, Asker asker, CancellationToken ct) =>
        asker.Answer(new ReopenRisk { RiskId = riskId }, ct)).Produces<bool>().WithSummary("Open a closed risk again");
}
