using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Service.Complaints.Limits;

/// <summary>How complaints are handled, as it is set.</summary>
[Needs(ServiceRights.Read)]
internal sealed record ComplaintSettingsNow : IQuestion<ComplaintSettings>
{
    internal sealed class Handler(GuanxiDb db) : IHandler<ComplaintSettingsNow, ComplaintSettings>
    {
        public Task<ComplaintSettings> Handle(ComplaintSettingsNow request, Actor actor, CancellationToken ct) => db.Setting<ComplaintSettings>(ct);
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/complaints/settings", (Asker asker, CancellationToken ct) => asker.Answer(new ComplaintSettingsNow(), ct))
        .Produces<ComplaintSettings>().WithSummary("How complaints are handled");
}

/// <summary>Changes limits, the return visit, and what happens by itself. Limits that run already keep their end.</summary>
[Needs(ServiceRights.Plan)]
internal sealed record ChangeComplaintSettings : IUseCase<ComplaintSettings>
{
    public ComplaintSettings Settings { get; set; } = new();

    internal sealed class Handler(GuanxiDb db) : IHandler<ChangeComplaintSettings, ComplaintSettings>
    {
        public async Task<ComplaintSettings> Handle(ChangeComplaintSettings request, Actor actor, CancellationToken ct)
        {
            var s = request.Settings;
            Refuse.If(!Fits(s) || !Fits(s.Major) || !Fits(s.Minor) || !Fits(s.Ordinary) || !Fits(s.Small), "service.settings.out_of_range");
            Refuse.If(!Slower(s.Major, s.Minor) || !Slower(s.Minor, s.Ordinary) || !Slower(s.Ordinary, s.Small), "service.settings.better_is_slower");
            await db.Change(s, ct);
            return s;
        }

        private static bool Fits(object part) => Validator.TryValidateObject(part, new(part), null, validateAllProperties: true);

        private static bool Slower(StepLimits better, StepLimits worse) => better.RespondHours <= worse.RespondHours && better.JudgeHours <= worse.JudgeHours && better.SolveHours <= worse.SolveHours;
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPut("/complaints/settings", (ComplaintSettings settings, Asker asker, CancellationToken ct) =>
        asker.Answer(new ChangeComplaintSettings { Settings = settings }, ct)).Produces<ComplaintSettings>().WithSummary("Change how complaints are handled");
}
