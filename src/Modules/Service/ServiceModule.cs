using Guanxi.Customers;
using Guanxi.Files;
using Guanxi.Nodes;
using Guanxi.Service.Complaints.Causes;
using Guanxi.Service.Complaints.Compensation;
using Guanxi.Service.Complaints.Desk;
using Guanxi.Service.Complaints.Limits;
using Guanxi.Service.Complaints.Public;
using Guanxi.Service.Complaints.Public.Inbox;
using Guanxi.Service.Complaints.Steps;
using Guanxi.Service.Complaints.View;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Service;

/// <summary>The complaint desk: four steps with limits, causes and what is done about them, compensation within authority, how good the handling is, and the pages on which customers complain.</summary>
public sealed class ServiceModule : Module
{
    public override string Name => "service";

    public override IEnumerable<string> Rights => [ServiceRights.Read, ServiceRights.Edit, ServiceRights.Approve, ServiceRights.Plan];

    public override IEnumerable<MenuEntry> Menu => [new("service.menu.complaints", "/complaints", "message-report", ServiceRights.Read, 30)];

    public override IEnumerable<SettingsEntry> Settings =>
    [
        new("service.settings.complaints", "/settings/complaints", "message-report", ServiceRights.Plan, 60),
        new("service.settings.causes", "/settings/complaint-causes", "sitemap", ServiceRights.Plan, 61),
        new("service.settings.compensation", "/settings/compensation", "gift", ServiceRights.Plan, 62),
    ];

    public override void Add(IServiceCollection services, IConfiguration configuration) =>
        services.AddScoped<ITimelineSource, ComplaintTimeline>().AddScoped<ITodayTile, OpenComplaintsTile>().AddSingleton(new CustomerCard(typeof(ComplaintAction), CardPlace.Actions, 30, ServiceRights.Edit))
            .AddScoped<ComplaintRows>().AddScoped<ComplaintTasks>().AddScoped<Authority>().AddScoped<Recurrence>().AddScoped<IncomingRows>().AddSingleton<PhotoStore>().AddSingleton(s => new NamedFiles(s.GetRequiredService<PhotoStore>().Files, db => db.Set<Photo>().Select(p => p.StoredAs))).AddSingleton(new StandingLease(ComplaintWatch.Lease)).AddSingleton<ComplaintWatch>().AddHostedService(s => s.GetRequiredService<ComplaintWatch>())
            .AddRateLimiter(PublicLimits.Configure);

    public override void MapPages(IEndpointRouteBuilder routes)
    {
        PhotoDownload.Map(routes);
        ComplaintSign.Map(routes);
    }
}
