using Guanxi.Customers;
using Guanxi.Retention.Bonds;
using Guanxi.Retention.Losses;
using Guanxi.Retention.Warnings.Alerts;
using Guanxi.Retention.Warnings.Pages;
using Guanxi.Retention.WinBack.Cases;
using Guanxi.Value;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Retention;

/// <summary>Keeps customers: knows what holds them, warns early, records why some were lost, wins them back, and measures whether that helped.</summary>
public sealed class RetentionModule : Module
{
    public override string Name => "retention";

    public override IEnumerable<string> Rights => [RetentionRights.Edit, RetentionRights.Plan];

    public override IEnumerable<MenuEntry> Menu =>
    [
        new("retention.menu.warnings", "/warnings", "bell", ValueRights.Read, 6),
        new("retention.menu.losses", "/losses", "user-minus", ValueRights.Read, 42),
        new("retention.menu.win_back", "/win-back", "heart-handshake", ValueRights.Read, 43),
        new("retention.menu.ties", "/bonds", "link", ValueRights.Read, 44),
    ];

    public override IEnumerable<SettingsEntry> Settings =>
    [
        new("retention.settings.warnings", "/settings/warnings", "bell", RetentionRights.Plan, 16),
        new("retention.settings.play_books", "/settings/play-books", "book", RetentionRights.Plan, 17),
        new("retention.settings.ties", "/settings/ties", "link", RetentionRights.Plan, 18),
    ];

    public override void Add(IServiceCollection services, IConfiguration configuration) =>
        services.AddScoped<ICustomerSelection, CustomersByTies>().AddScoped<ICustomerSelection, CustomersLost>().AddScoped<ICustomerSelection, CustomersWarnedOf>().AddScoped<ICustomerSelection, CustomersBondsEndWith>().AddScoped<ICustomerSelection, CustomersToWinBack>()
            .AddScoped<IRunWatch, WarningWatch>().AddScoped<IRunWatch, WinBackWatch>().AddScoped<Responsible>().AddScoped<AlertRows>()
            .AddScoped<ITodayTile, Tiles.WarningsTile>().AddScoped<ITodayTile, Tiles.LossesTile>().AddScoped<ITodayTile, Tiles.EndingTile>().AddScoped<IRiskIndicator, Tiles.LateWarningsIndicator>()
            .AddSingleton(new TodayCard(typeof(OverdueAlarms), 10, ValueRights.Read))
            .AddSingleton(new CustomerCard(typeof(CustomerWarnings), CardPlace.Aside, 21, ValueRights.Read))
            .AddSingleton(new CustomerCard(typeof(WinBackCard), CardPlace.Aside, 22, ValueRights.Read))
            .AddSingleton(new CustomerCard(typeof(LossCard), CardPlace.Aside, 23, ValueRights.Read))
            .AddSingleton(new CustomerCard(typeof(BondsCard), CardPlace.Aside, 26, CustomersRights.Read));
}
