using Guanxi.Contact;
using Guanxi.Customers;
using Guanxi.Jobs;
using Guanxi.Surveys.Answers;
using Guanxi.Surveys.Answers.Loading;
using Guanxi.Surveys.Findings;
using Guanxi.Surveys.Public;
using Guanxi.Surveys.Waves;
using Guanxi.Surveys.Waves.After;
using Guanxi.Surveys.Waves.Sending;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Surveys;

/// <summary>Asks customers: surveys, whom they go to, what they answer, and what a bad answer brings about.</summary>
public sealed class SurveysModule : Module
{
    public override string Name => "surveys";

    public override IEnumerable<string> Rights => [SurveysRights.Read, SurveysRights.Invite, SurveysRights.Export, SurveysRights.Plan];

    public override IEnumerable<MenuEntry> Menu => [new("surveys.menu", "/surveys", "clipboard-check", SurveysRights.Read, 32)];

    public override IEnumerable<SettingsEntry> Settings => [new("surveys.settings", "/settings/surveys", "clipboard-check", SurveysRights.Plan, 64)];

    public override void Add(IServiceCollection services, IConfiguration configuration) =>
        services.AddScoped<ITimelineSource, AnswerTimeline>().AddScoped<ISearchSource, SurveySource>().AddScoped<ITodayTile, BadAnswersTile>().AddScoped<BadAnswers>().AddScoped<ISaidAfterwards, AnswersAbout>().AddScoped<IRecordImport, AnswerImport>().AddScoped<Inviting>().AddScoped<WhatHappened>().AddScoped<WaveDraw>().AddScoped<IJob, WaveJob>();

    public override void MapPages(IEndpointRouteBuilder routes) => SurveySign.Map(routes);
}
