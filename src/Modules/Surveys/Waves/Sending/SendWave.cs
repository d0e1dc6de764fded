using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Surveys.Waves.Sending;

/// <summary>Invites the customers of a kept list or all within reach, or a random sample of them, in the background. Who was asked a short while ago, and who does not want to be asked, is left out.</summary>
[Needs(SurveysRights.Plan)]
internal sealed record SendWave : IUseCase<WaveSent>
{
    public const string Kind = "wave";

    public Id<Survey> SurveyId { get; set; }

    /// <summary>All customers within reach where not said.</summary>
    public Id<KeptList>? ListId { get; set; }

    /// <summary>So many at random; all where not said.</summary>
    [Range(1, int.MaxValue)] public int? Sample { get; set; }

    /// <summary>The same number draws the same sample.</summary>
    public int Seed { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<SendWave, WaveSent>
    {
        public async Task<WaveSent> Handle(SendWave request, Actor actor, CancellationToken ct)
        {
            var survey = await db.SurveyOf(request.SurveyId, ct);
            Refuse.If(survey.State != SurveyState.Open, "surveys.survey.not_open");
            Refuse.If(await db.Set<Wave>().AnyAsync(w => w.SurveyId == survey.Id && w.ListId == request.ListId && db.Set<Job>().Any(j => j.Id == w.JobId && (j.State == JobState.Queued || j.State == JobState.Running)), ct), "surveys.wave.under_way");
            var job = Job.Queue(Kind, "", actor, clock.GetUtcNow());
            var wave = Wave.Of(survey, request.ListId, await db.WaveListName(request.ListId, actor, ct), request.Sample, request.Seed, job);
            db.Add(job);
            db.Add(wave);
            return new(wave.Id, job.Id);
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/surveys/{surveyId}/wave", (Id<Survey> surveyId, SendWave request, Asker asker, CancellationToken ct) =>
        asker.Created(request with { SurveyId = surveyId }, sent => $"/api/jobs/{sent.JobId}", ct)).Produces<WaveSent>(StatusCodes.Status201Created).WithSummary("Invite the customers of a kept list or all, or a sample of them");
}

/// <summary>A wave that is under way, and the job that sends it.</summary>
internal sealed record WaveSent(Id<Wave> Id, Id<Job> JobId);
