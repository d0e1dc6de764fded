using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Contact.Consent;

/// <summary>For what a customer must have said yes, as it is set.</summary>
[Needs(ContactRights.Read)]
internal sealed record ConsentSettingsNow : IQuestion<ConsentSettings>
{
    internal sealed class Handler(GuanxiDb db) : IHandler<ConsentSettingsNow, ConsentSettings>
    {
        public Task<ConsentSettings> Handle(ConsentSettingsNow request, Actor actor, CancellationToken ct) => db.Setting<ConsentSettings>(ct);
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/contacts/consent/settings", (Asker asker, CancellationToken ct) => asker.Answer(new ConsentSettingsNow(), ct))
        .Produces<ConsentSettings>().WithSummary("For what a customer must have said yes");
}

/// <summary>Changes for what a customer must have said yes. What customers said stays, and goes before it.</summary>
[Needs(ContactRights.Plan)]
internal sealed record ChangeConsentSettings : IUseCase<ConsentSettings>
{
    public bool OffersNeedWord { get; set; }
    public bool GreetingsNeedWord { get; set; }
    public bool SurveysNeedWord { get; set; }
    public bool ProfilingNeedsWord { get; set; }
    [Range(1, 30)] public int AnswerDays { get; set; } = 15;

    public static ChangeConsentSettings Of(ConsentSettings now) => new()
    {
        OffersNeedWord = now.OffersNeedWord, GreetingsNeedWord = now.GreetingsNeedWord, SurveysNeedWord = now.SurveysNeedWord, ProfilingNeedsWord = now.ProfilingNeedsWord, AnswerDays = now.AnswerDays,
    };

    internal sealed class Handler(GuanxiDb db) : IHandler<ChangeConsentSettings, ConsentSettings>
    {
        public async Task<ConsentSettings> Handle(ChangeConsentSettings request, Actor actor, CancellationToken ct)
        {
            var settings = new ConsentSettings
            {
                OffersNeedWord = request.OffersNeedWord, GreetingsNeedWord = request.GreetingsNeedWord, SurveysNeedWord = request.SurveysNeedWord, ProfilingNeedsWord = request.ProfilingNeedsWord, AnswerDays = request.AnswerDays,
            };
            await db.Change(settings, ct);
            return settings;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPut("/contacts/consent/settings", (ChangeConsentSettings request, Asker asker, CancellationToken ct) =>
        asker.Answer(request, ct)).Produces<ConsentSettings>().WithSummary("Change for what a customer must have said yes");
}
