using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Staff.Firm;

/// <summary>What the firm is and how it counts.</summary>
[NeedsNoRight("Everybody knows which firm they work for and how it counts.")]
public sealed record FirmDetails : IQuestion<FirmSettings>
{
    internal sealed class Handler(GuanxiDb db) : IHandler<FirmDetails, FirmSettings>
    {
        public Task<FirmSettings> Handle(FirmDetails request, Actor actor, CancellationToken ct) => db.Setting<FirmSettings>(ct);
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/firm", (Asker asker, CancellationToken ct) => asker.Answer(new FirmDetails(), ct)).Produces<FirmSettings>();
}

/// <summary>Changes the firm's name, base currency, time zone and margin. Figures follow at the next insight run.</summary>
[Needs(KernelRights.Settings)]
public sealed record EditFirm : IUseCase<FirmSettings>
{
    [Required, StringLength(120)] public string Name { get; set; } = "";

    /// <summary>ISO 4217; empty takes the currency of the first file.</summary>
    [StringLength(3)] public string? BaseCurrency { get; set; }

    /// <summary>IANA name; a business day is a day in this zone.</summary>
    [Required, StringLength(60)] public string TimeZone { get; set; } = "Asia/Shanghai";

    /// <summary>Contribution margin of sales whose product has no cost, in per cent of net sales.</summary>
    [Range(0, 100)] public decimal MarginPercent { get; set; } = 100;

    internal sealed class Handler(GuanxiDb db) : IHandler<EditFirm, FirmSettings>
    {
        public async Task<FirmSettings> Handle(EditFirm request, Actor actor, CancellationToken ct)
        {
            Refuse.Field(nameof(BaseCurrency), !string.IsNullOrEmpty(request.BaseCurrency) && !Currencies.Known(request.BaseCurrency), "staff.firm.currency_unknown");
            Refuse.Field(nameof(TimeZone), !TimeZoneInfo.TryFindSystemTimeZoneById(request.TimeZone, out _), "staff.person.time_zone_unknown");
            var firm = await db.Setting<FirmSettings>(ct);
            Refuse.Field(nameof(BaseCurrency), firm.BaseCurrency.Length > 0 && string.IsNullOrEmpty(request.BaseCurrency), "staff.firm.currency_missing");
            firm = firm with { Name = request.Name.Trim(), BaseCurrency = request.BaseCurrency ?? "", TimeZone = request.TimeZone, MarginShare = request.MarginPercent / 100m };
            await db.Change(firm, ct);
            return firm;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPut("/firm", (EditFirm request, Asker asker, CancellationToken ct) => asker.Answer(request, ct)).Produces<FirmSettings>();
}
