using Guanxi.Customers;
using Guanxi.Service.Complaints;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Service;

/// <summary>Complaints, as far as value and risk need them.</summary>
public sealed class ServiceModule : Module
{
    public override string Name => "service";

    public override IEnumerable<MenuEntry> Menu => [new("service.menu.complaints", "/complaints", "message-report", ServiceRights.Read, 30)];

    public override void Add(IServiceCollection services, IConfiguration configuration) =>
        services.AddScoped<ITimelineSource, ComplaintTimeline>().AddScoped<ITodayTile, OpenComplaintsTile>().AddSingleton(new CustomerCard(typeof(ComplaintAction), CardPlace.Actions, 30, ServiceRights.Edit));
}
