using Guanxi.Data;
using Guanxi.Nodes;
using Guanxi.Warehouse.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Warehouse;

/// <summary>The analytical database, derived from the operational one and disposable.</summary>
public sealed class WarehouseModule : Module
{
    public override string Name => "warehouse";

    public override void Add(IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton<LoadSharing>().AddSingleton(s => new DataWarehouse(
            s.GetRequiredService<DataPaths>(), s.GetRequiredService<IDatabase>(), s.GetServices<Module>(), s.GetRequiredService<IServiceScopeFactory>(), s.GetRequiredService<LoadSharing>()))
        .AddScoped<Jobs.IJob, RebuildJob>()
        .AddSingleton(new StandingLease(DataWarehouse.Lease)).AddHostedService<CopyFollower>();
}
