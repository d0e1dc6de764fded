using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Warehouse;

/// <summary>The analytical database, derived from the operational one and disposable.</summary>
public sealed class WarehouseModule : Module
{
    public override string Name => "warehouse";

    public override void Add(IServiceCollection services, IConfiguration configuration) => services.AddSingleton<DataWarehouse>().AddScoped<Jobs.IJob, RebuildJob>();
}
