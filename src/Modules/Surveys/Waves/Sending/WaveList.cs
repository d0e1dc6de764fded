using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Jobs;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Surveys.Waves.Sending;

/// <summary>The waves of a survey, the newest first, and how far each is.</summary>
[Needs(SurveysRights.Plan)]
internal sealed record WaveList : IQuestion<IReadOnlyList<WaveRow>>
{
    public Id<Survey> SurveyId { get; init; }
    [Range(1, 100)] public int Count { get; init; } = 10;

    internal sealed class Handler(GuanxiDb db) : IHandler<WaveList, IReadOnlyList<WaveRow>>
    {
        public async Task<IReadOnlyList<WaveRow>> Handle(WaveList request, Actor actor, CancellationToken ct)
        {
            var waves = await (from wave in db.Set<Wave>().AsNoTracking()
                               join job in db.Set<Job>() on wave.JobId equals job.Id
                               where wave.SurveyId == request.SurveyId
                               orderby wave.Id descending
                               select new { wave, job.State, job.Problem }).Take(request.Count).ToListAsync(ct);
            var people = await db.NamesOf(waves.Select(w => w.wave.SentBy), ct);
            return [.. waves.Select(w => new WaveRow
            {
                Id = w.wave.Id, JobId = w.wave.JobId, ListName = w.wave.ListName, Sample = w.wave.Sample, SentBy = people.GetValueOrDefault(w.wave.SentBy), SentAt = w.wave.SentAt, State = w.State, Problem = w.State == JobState.Refused ? w.Problem : null,
                Mine = w.wave.SentBy == actor.Id || actor.May(KernelRights.Settings), Invited = w.wave.Invited, AskedLately = w.wave.AskedLately, Declined = w.wave.Declined, NotDrawn = w.wave.NotDrawn,
            })];
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/surveys/{surveyId}/waves", (Id<Survey> surveyId, int? count, Asker asker, CancellationToken ct) =>
        asker.Answer(new WaveList { SurveyId = surveyId, Count = count ?? 10 }, ct)).Produces<IReadOnlyList<WaveRow>>().WithSummary("Waves of a survey");
}

/// <summary>A wave on the list.</summary>
internal sealed record WaveRow
{
    public required Id<Wave> Id { get; init; }
    public required Id<Job> JobId { get; init; }
    /// <summary>Empty where all customers were meant.</summary>
    public required string ListName { get; init; }
    public int? Sample { get; init; }
    public string? SentBy { get; init; }
    public required DateTimeOffset SentAt { get; init; }
    public required JobState State { get; init; }

    /// <summary>The key of why it was refused.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether one may see how far it is, and stop it.</summary>
    public required bool Mine { get; init; }
    public required int Invited { get; init; }
    public required int AskedLately { get; init; }
    public required int Declined { get; init; }
    public required int NotDrawn { get; init; }

    public bool UnderWay => State is JobState.Queued or JobState.Running;
}
