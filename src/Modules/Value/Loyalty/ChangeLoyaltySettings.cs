using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Value.Loyalty;

/// <summary>How loyalty is measured and its types are told apart.</summary>
[Needs(ValueRights.Read)]
internal sealed record LoyaltySettingsNow : IQuestion<LoyaltySettings>
{
    internal sealed class Handler(GuanxiDb db) : IHandler<LoyaltySettingsNow, LoyaltySettings>
    {
        public Task<LoyaltySettings> Handle(LoyaltySettingsNow request, Actor actor, CancellationToken ct) => db.Setting<LoyaltySettings>(ct);
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/value/loyalty/settings", (Asker asker, CancellationToken ct) => asker.Answer(new LoyaltySettingsNow(), ct))
        .Produces<LoyaltySettings>().WithSummary("How loyalty is measured");
}

/// <summary>Changes how loyalty is measured and its types are told apart. Figures follow with the next run.</summary>
[Needs(ValueRights.Edit)]
internal sealed record ChangeLoyaltySettings : IUseCase<LoyaltySettings>
{
    public LoyaltySettings Settings { get; set; } = new();

    internal sealed class Handler(GuanxiDb db) : IHandler<ChangeLoyaltySettings, LoyaltySettings>
    {
        /// <summary>Two years count; a form takes no more than a hundred lines.</summary>
        private const int MostCampaigns = 90;

        public async Task<LoyaltySettings> Handle(ChangeLoyaltySettings request, Actor actor, CancellationToken ct)
        {
            var s = request.Settings;
            Refuse.If(s.Campaigns is null || !Valid(s), "value.loyalty.out_of_range");
            Refuse.If(s.Campaigns!.Count > MostCampaigns, "value.loyalty.too_many_campaigns", MostCampaigns);
            foreach (var campaign in s.Campaigns)
            {
                Refuse.If(campaign is null || !Valid(campaign), "value.loyalty.campaign_needs_name");
                Refuse.If(campaign!.To < campaign.From, "value.loyalty.campaign_ends_before", campaign.Name);
            }
            Refuse.If(s.RepeatWeight + s.TimeToChooseWeight + s.PriceWeight + s.CompetitorsWeight + s.ToleranceWeight + s.ShareWeight <= 0, "value.loyalty.no_weight");
            s = s with { Campaigns = [.. s.Campaigns.Select(c => c with { Name = c.Name.Trim() }).OrderBy(c => c.From).ThenBy(c => c.To)] };
            await db.Change(s, ct);
            return s;
        }

        private static bool Valid(object what) => Validator.TryValidateObject(what, new(what), null, validateAllProperties: true);
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPut("/value/loyalty/settings", (LoyaltySettings settings, Asker asker, CancellationToken ct) =>
        asker.Answer(new ChangeLoyaltySettings { Settings = settings }, ct)).Produces<LoyaltySettings>().WithSummary("Change how loyalty is measured");
}
