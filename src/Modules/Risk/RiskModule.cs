using System.CommandLine;
using Guanxi.Customers;
using Guanxi.Jobs;
using Guanxi.Nodes;
using Guanxi.Risk.Audit;
using Guanxi.Risk.Indicators;
using Guanxi.Risk.Keeping;
using Guanxi.Risk.Register.View;
using Guanxi.Risk.Sealing;
using Guanxi.Risk.Verification;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Risk;

/// <summary>What guards the firm: who did what, and that nobody tampered with it.</summary>
public sealed class RiskModule : Module
{
    public override string Name => "risk";

    public override IEnumerable<string> Rights => [RiskRights.Audit, RiskRights.Register, RiskRights.Manage];

    public override IEnumerable<MenuEntry> Menu =>
        [new("risk.menu.risks", "/risks", "alert-triangle", RiskRights.Register, 84), new("risk.menu.audit", "/audit", "shield-check", RiskRights.Audit, 85)];

    public override IEnumerable<SettingsEntry> Settings =>
        [new("risk.settings.title", "/settings/audit", "shield-check", KernelRights.Settings, 60), new("risk.settings.risks", "/settings/risks", "alert-triangle", RiskRights.Manage, 61)];

    public override IEnumerable<Command> Commands(CommandHost host) => [AuditCommand.Of(host)];

    public override void Add(IServiceCollection services, IConfiguration configuration) =>
        services.AddScoped<ISearchSource, RiskSource>().AddSingleton<AuditWords>().AddSingleton<AuditSealer>().AddScoped<AuditVerification>().AddScoped<OldAudit>().AddScoped<IJob, VerifyAuditJob>()
            .AddScoped<IndicatorReadings>().AddScoped<IRiskIndicator, ExportsIndicator>().AddScoped<IRiskIndicator, RefusalsIndicator>().AddScoped<ITodayTile, RisksTile>()
            .AddSingleton(new CustomerCard(typeof(AuditLink), CardPlace.Actions, 90, RiskRights.Audit)).AddSingleton(new StandingLease(AuditKeeper.Lease))
            .AddSingleton<AuditKeeper>().AddHostedService(s => s.GetRequiredService<AuditKeeper>());
}
