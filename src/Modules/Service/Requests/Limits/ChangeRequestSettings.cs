using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Service.Requests.Limits;

/// <summary>How requests are handled, as it is set.</summary>
[Needs(ServiceRights.Read)]
internal sealed record RequestSettingsNow : IQuestion<RequestSettings>
{
    internal sealed class Handler(GuanxiDb db) : IHandler<RequestSettingsNow, RequestSettings>
    {
        public Task<RequestSettings> Handle(RequestSettingsNow request, Actor actor, CancellationToken ct) => db.Setting<RequestSettings>(ct);
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/requests/settings", (Asker asker, CancellationToken ct) => asker.Answer(new RequestSettingsNow(), ct))
        .Produces<RequestSettings>().WithSummary("How requests are handled");
}

/// <summary>Changes what priorities mean, when a request is closed, and what happens by itself.</summary>
[Needs(ServiceRights.Plan)]
public sealed record ChangeRequestSettings : IUseCase<RequestSettings>
{
    public RequestSettings Settings { get; set; } = new();

    internal sealed class Handler(GuanxiDb db) : IHandler<ChangeRequestSettings, RequestSettings>
    {
        public async Task<RequestSettings> Handle(ChangeRequestSettings request, Actor actor, CancellationToken ct)
        {
            var s = request.Settings;
            Refuse.If(!Validator.TryValidateObject(s, new(s), null, validateAllProperties: true), "service.settings.out_of_range");
            Refuse.If(s.UrgentPercent > s.HighPercent, "service.request.urgent_is_slower");
            Refuse.If(s.Major > s.Minor, "service.settings.better_is_slower");
            await db.Change(s, ct);
            return s;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPut("/requests/settings", (RequestSettings settings, Asker asker, CancellationToken ct) =>
        asker.Answer(new ChangeRequestSettings { Settings = settings }, ct)).Produces<RequestSettings>().WithSummary("Change how requests are handled");
}
