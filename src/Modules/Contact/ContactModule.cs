using Guanxi.Contact.Calls;
using Guanxi.Contact.Consent;
using Guanxi.Contact.Log;
using Guanxi.Contact.Log.Attachments;
using Guanxi.Contact.Log.Loading;
using Guanxi.Contact.Privacy;
using Guanxi.Contact.Tasks;
using Guanxi.Customers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Contact;

/// <summary>Contact activity: what passed between firm and customer, what is to do next, and what the customer allows.</summary>
public sealed class ContactModule : Module
{
    public override string Name => "contact";

    public override IEnumerable<MenuEntry> Menu => [new("contact.menu.tasks", "/tasks", "checkbox", ContactRights.Read, 25), new("contact.menu.privacy", "/privacy", "shield-lock", ContactRights.Privacy, 84)];

    public override IEnumerable<SettingsEntry> Settings =>
        [new("contact.settings.attachments", "/settings/attachments", "paperclip", ContactRights.Plan, 63), new("contact.settings.consent", "/settings/consent", "hand-stop", ContactRights.Plan, 64)];

    public override void MapPages(IEndpointRouteBuilder routes) => AttachmentDownload.Map(routes);

    public override void MapApi(RouteGroupBuilder api) => AttachmentDownload.MapApi(api);

    public override void Add(IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton<AttachmentStore>().AddSingleton(s => s.GetRequiredService<AttachmentStore>().Named).AddScoped<Assignees>().AddScoped<CallRows>().AddScoped<ConsentShown>().AddScoped<IRecordImport, ContactImport>().AddScoped<ISearchSource, ContactSource>()
            .AddScoped<ITimelineSource, ContactTimeline>().AddScoped<ITimelineSource, TaskTimeline>().AddScoped<ITimelineSource, ConsentTimeline>()
            .AddSingleton(new CustomerCard(typeof(ContactAction), CardPlace.Actions, 10, ContactRights.Edit))
            .AddSingleton(new CustomerCard(typeof(ConsentMark), CardPlace.Head, 10, ContactRights.Read))
            .AddSingleton(new CustomerCard(typeof(ConsentCard), CardPlace.Facts, 20, ContactRights.Read))
            .AddSingleton(new CustomerCard(typeof(ContactCard), CardPlace.Timeline, 10, ContactRights.Edit))
            .AddSingleton(new CustomerCard(typeof(NextSteps), CardPlace.Aside, 24, ContactRights.Read))
            .AddScoped<ICustomerSelection, CustomersContacted>().AddScoped<ITodayTile, Tiles.MyTasksTile>().AddScoped<ITodayTile, Tiles.ContactsTile>().AddScoped<ITodayTile, Tiles.OverdueTasksTile>().AddScoped<ITodayTile, PrivacyTile>().AddScoped<IRiskIndicator, LatePrivacyIndicator>()
            .AddScoped<Staff.IHandOver, FirmTaskHandOver>().AddSingleton(new TodayCard(typeof(DueTasks), 20, ContactRights.Read));
}
