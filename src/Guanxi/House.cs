using Guanxi.Backups;
using Guanxi.Jobs;
using Guanxi.Nodes;

namespace Guanxi;

/// <summary>The rooms of the house, those below first.</summary>
internal static class House
{
    public static IReadOnlyList<Module> Modules { get; } =
    [
        new KernelModule(),
        new Staff.StaffModule(),
        new Customers.CustomersModule(),
        new Contact.ContactModule(),
        new Warehouse.WarehouseModule(),
        new Value.ValueModule(),
        new Sales.SalesModule(),
        new Service.ServiceModule(),
        new Surveys.SurveysModule(),
        new Retention.RetentionModule(),
        new Appraisal.AppraisalModule(),
        new Exchange.ExchangeModule(),
        new Risk.RiskModule(),
        new HostModule(),
    ];
}

/// <summary>The host's own texts (shell, start) and commands.</summary>
internal sealed class HostModule : Module
{
    public override string Name => "host";

    public override IEnumerable<SettingsEntry> Settings => [new("host.backups.title", "/settings/backups", "archive", BackupRights.Keep, 60)];

    public override void Add(IServiceCollection services, IConfiguration configuration) => services.AddSingleton<IFirstStart, Demo.DemoStart>()
        .AddScoped<IJob, BackupJob>().AddSingleton(new StandingLease(BackupJob.LeaseName)).AddSingleton<DailyBackup>().AddHostedService(s => s.GetRequiredService<DailyBackup>())
        .AddSingleton(new Customers.TodayCard(typeof(BackupFailedCard), 1, BackupRights.Keep)).AddSingleton(new Customers.TodayCard(typeof(Staff.HolidaysMissingCard), 2, KernelRights.Settings));

    public override IEnumerable<System.CommandLine.Command> Commands(CommandHost host) => [Demo.DemoCommand.Of(host), .. BackupCommands.All((Start.ProductCommands)host)];
}
