using Guanxi.Customers;
using Guanxi.Files;
using Guanxi.Nodes;
using Guanxi.Service.Clocks;
using Guanxi.Service.Complaints.Causes;
using Guanxi.Service.Complaints.Compensation;
using Guanxi.Service.Complaints.Corrective;
using Guanxi.Service.Complaints.Course;
using Guanxi.Service.Complaints.Desk;
using Guanxi.Service.Complaints.Evidence;
using Guanxi.Service.Complaints.Limits;
using Guanxi.Service.Complaints.Loading;
using Guanxi.Service.Complaints.Public;
using Guanxi.Service.Complaints.Quality;
using Guanxi.Service.Complaints.Public.Inbox;
using Guanxi.Service.Complaints.Steps;
using Guanxi.Service.Complaints.View;
using Guanxi.Service.Knowledge;
using Guanxi.Service.Requests.Course;
using Guanxi.Service.Requests.Desk;
using Guanxi.Service.Requests.Loading;
using Guanxi.Service.Requests.Queues;
using Guanxi.Service.Requests.View;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Service;

/// <summary>Service: requests with their queues and limits, what the firm knows and promises, the hotline; and the complaint desk: four steps with limits, causes and what is done about them, compensation within authority, how good the handling is, and the pages on which customers complain.</summary>
public sealed class ServiceModule : Module
{
    public override string Name => "service";

    public override IEnumerable<string> Rights => [ServiceRights.Read, ServiceRights.Edit, ServiceRights.Approve, ServiceRights.Plan];

    public override IEnumerable<MenuEntry> Menu =>
    [
        new("service.menu.complaints", "/complaints", "message-report", ServiceRights.Read, 30),
        new("service.menu.requests", "/requests", "clipboard-list", ServiceRights.Read, 31),
        new("service.menu.knowledge", "/knowledge", "book", "", 32),
    ];

    public override IEnumerable<SettingsEntry> Settings =>
    [
        new("service.settings.complaints", "/settings/complaints", "message-report", ServiceRights.Plan, 60),
        new("service.settings.causes", "/settings/complaint-causes", "sitemap", ServiceRights.Plan, 61),
        new("service.settings.compensation", "/settings/compensation", "gift", ServiceRights.Plan, 62),
        new("service.settings.requests", "/settings/requests", "clipboard-list", ServiceRights.Plan, 63),
        new("service.settings.kinds", "/settings/request-kinds", "clipboard-check", ServiceRights.Plan, 64),
        new("service.settings.queues", "/settings/queues", "headset", ServiceRights.Plan, 65),
    ];

    public override void Add(IServiceCollection services, IConfiguration configuration) =>
        services.AddScoped<ITimelineSource, ComplaintTimeline>().AddScoped<ITodayTile, IncomingTile>().AddScoped<ITodayTile, OpenComplaintsTile>().AddSingleton(new CustomerCard(typeof(ComplaintAction), CardPlace.Actions, 30, ServiceRights.Edit))
            .AddScoped<ITimelineSource, RequestTimeline>().AddScoped<ITodayTile, RequestsTile>().AddSingleton(new CustomerCard(typeof(RequestAction), CardPlace.Actions, 31, ServiceRights.Edit)).AddScoped<RequestRows>().AddScoped<RequestTasks>().AddScoped<QueueGiving>()
            .AddScoped<ComplaintRows>().AddScoped<ComplaintTasks>().AddScoped<Authority>().AddScoped<Recurrence>().AddScoped<IncomingRows>().AddScoped<IncomingTasks>().AddScoped<WhoIsTold>().AddScoped<ClusterFinder>().AddScoped<Repurchases>().AddScoped<CorrectiveTasks>().AddSingleton<EvidenceStore>().AddSingleton(s => s.GetRequiredService<EvidenceStore>().Named).AddSingleton<PhotoStore>().AddSingleton(s => new NamedFiles(s.GetRequiredService<PhotoStore>().Files, db => db.Set<Photo>().Select(p => p.StoredAs))).AddSingleton(new StandingLease(LimitWatch.Lease)).AddSingleton<LimitWatch>().AddHostedService(s => s.GetRequiredService<LimitWatch>())
            .AddScoped<IRiskIndicator, LateComplaintsIndicator>().AddScoped<IRiskIndicator, ReopenedIndicator>().AddScoped<IRiskIndicator, RisingComplaintsIndicator>().AddScoped<IRiskIndicator, ObjectionsIndicator>()
            .AddScoped<ISearchSource, ComplaintSource>().AddScoped<ISearchSource, RequestSource>().AddScoped<ISearchSource, ArticleSource>()
            .AddScoped<IHandOver, ComplaintHandOver>().AddScoped<IHandOver, RequestHandOver>()
            .AddScoped<IRecordImport, ComplaintImport>().AddScoped<IRecordImport, RequestImport>();

    public override void MapApi(RouteGroupBuilder api) => EvidenceDownload.MapApi(api);

    public override void MapPages(IEndpointRouteBuilder routes)
    {
        PhotoDownload.Map(routes);
        EvidenceDownload.Map(routes);
        ComplaintSign.Map(routes);
    }
}
