using System.CommandLine;
using Guanxi.Customers;
using Guanxi.Jobs;
using Guanxi.Value.Appeals;
using Guanxi.Value.AtRisk;
using Guanxi.Value.Behaviour;
using Guanxi.Value.Behaviour.Baskets;
using Guanxi.Value.Cards;
using Guanxi.Value.Choosing;
using Guanxi.Value.Components;
using Guanxi.Value.Dashboard;
using Guanxi.Value.Grades;
using Guanxi.Value.History;
using Guanxi.Value.Levels;
using Guanxi.Value.Playbook;
using Guanxi.Value.Runs;
using Guanxi.Value.Scorecards;
using Guanxi.Value.Standings;
using Guanxi.Value.States;
using Guanxi.Value.Tiles;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Value;

/// <summary>What each relationship is worth: writes every customer's dated standing.</summary>
public sealed class ValueModule : Module
{
    public override string Name => "value";

    public override IEnumerable<MenuEntry> Menu =>
    [
        new("value.menu.dashboard", "/value", "chart-bar", ValueRights.Read, 40),
    ];

    public override IEnumerable<SettingsEntry> Settings => [new("value.settings.title", "/settings/value", "adjustments-horizontal", ValueRights.Edit, 15), new("value.playbook.title", "/settings/playbook", "book", ValueRights.Edit, 16), new("value.fit.settings", "/settings/fit", "target", ValueRights.Edit, 17), new("value.loyalty.settings", "/settings/loyalty", "heart", ValueRights.Edit, 18), new("value.satisfaction.settings", "/settings/satisfaction", "mood-smile", ValueRights.Edit, 19)];

    public override void Add(IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton(new CustomerCard(typeof(PastMarks), CardPlace.Head, 10, CustomersRights.Read)).AddSingleton(new CustomerCard(typeof(ValuePanel), CardPlace.Aside, 10, ValueRights.Read)).AddSingleton(new CustomerCard(typeof(GradePanel), CardPlace.Aside, 12, ValueRights.Read))
            .AddSingleton(new CustomerCard(typeof(PlaybookPanel), CardPlace.Aside, 15, ValueRights.Read)).AddSingleton(new CustomerCard(typeof(RiskPanel), CardPlace.Aside, 20, ValueRights.Read))
            .AddSingleton(new CustomerCard(typeof(LevelPanel), CardPlace.Aside, 25, ValueRights.Read)).AddSingleton(new CustomerCard(typeof(RelationshipPanel), CardPlace.Aside, 30, CustomersRights.Read))
            .AddScoped<HandGrades>().AddScoped<AppealsOfCustomer>().AddScoped<IJob, InsightJob>().AddScoped<ICustomerAspect, ValueAspect>().AddScoped<ICustomerSelection, StandingSelection>().AddScoped<ICustomerSelection, CustomersByFit>().AddScoped<ICustomerSelection, CustomersByComponent>().AddScoped<ICustomerSelection, CustomersByScorecard>().AddScoped<ICustomerSelection, CustomersExpected>()
            .AddScoped<ICustomerSelection, CustomersToReview>().AddScoped<ICustomerSelection, CustomersBelowLevel>().AddScoped<ICustomerSelection, CustomersByFirstPurchase>().AddScoped<ICustomerSelection, CustomersForNext>().AddScoped<ICustomerSelection, CustomersByMove>().AddSingleton<StandingWriter>().AddSingleton<OldStandings>().AddSingleton<ScopedFigures>().AddSingleton<Moves>()
            .AddSingleton<BehaviourAnswers>().AddScoped<Satisfaction.SatisfactionNames>().AddSingleton<ComponentSums>().AddSingleton<PairTables>().AddSingleton<ScorecardCounts>().AddSingleton(new CustomerCard(typeof(NextProductsPanel), CardPlace.Aside, 35, ValueRights.Read))
            .AddSingleton<FitTables>().AddSingleton(new CustomerCard(typeof(FitPanel), CardPlace.Aside, 36, ValueRights.Read))
            .AddScoped<ITimelineSource, StandingTimeline>().AddScoped<ITodayTile, ValueTile>().AddScoped<ITodayTile, RiskTile>().AddScoped<ITodayTile, RisingTile>().AddScoped<ITodayTile, ExpectedTile>().AddScoped<ITodayTile, FallingTile>()
            .AddSingleton(new TodayCard(typeof(ScorecardCard), 25, ValueRights.Read)).AddSingleton(new TodayCard(typeof(AtRiskCard), 30, ValueRights.Read))
            .AddSingleton<DailyRun>().AddHostedService(s => s.GetRequiredService<DailyRun>());

    public override IEnumerable<Command> Commands(CommandHost host) => InsightCommands.All(host);
}
