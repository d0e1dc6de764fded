using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Surveys.Waves;

/// <summary>Invites the customers of a kept list, or a random sample of them. Who was asked a short while ago, and who does not want to be asked, is left out.</summary>
[Needs(SurveysRights.Plan)]
internal sealed record SendWave : IUseCase<WaveSent>
{
    public Id<Survey> SurveyId { get; set; }
    public Id<KeptList> ListId { get; set; }

    /// <summary>So many at random; all where not said.</summary>
    [Range(1, 1_000_000)] public int? Sample { get; set; }

    /// <summary>The same number draws the same sample.</summary>
    public int Seed { get; set; }

    internal sealed class Handler(GuanxiDb db, Inviting inviting) : IHandler<SendWave, WaveSent>
    {
        /// <summary>As many as are written in one turn without others waiting.</summary>
        public const int Most = 5_000;

        public async Task<WaveSent> Handle(SendWave request, Actor actor, CancellationToken ct)
        {
            var survey = await db.SurveyOf(request.SurveyId, ct);
            Refuse.If(survey.State != SurveyState.Open, "surveys.survey.not_open");
            var right = await db.Set<KeptList>().Where(l => l.Id == request.ListId).Select(l => l.Right).FirstOrDefaultAsync(ct);
            Refuse.Field(nameof(ListId), right is null, "surveys.wave.list_missing");
            Refuse.If(!actor.May(right), "kernel.right.missing", right);
            var list = request.ListId;
            var on = await db.CustomerNamesFor(actor).Where(n => db.Set<KeptListEntry>().Any(e => e.ListId == list && e.CustomerId == n.Id)).Select(n => n.Id).OrderBy(id => id).ToListAsync(ct);
            var lately = await inviting.AskedLately(on, ct);
            var declined = await inviting.Declined([.. on.Where(c => !lately.Contains(c))], ct);
            var fresh = on.Where(c => !lately.Contains(c) && !declined.Contains(c)).ToList();
            var drawn = Draw(fresh, request.Sample ?? fresh.Count, request.Seed);
            Refuse.Field(nameof(Sample), drawn.Count > Most, "surveys.wave.too_many", Most);
            foreach (var customer in drawn) inviting.Invite(survey, customer, null, null, actor.Id);
            return new(drawn.Count, lately.Count, fresh.Count - drawn.Count, declined.Count);
        }

        // Fisher and Yates; each set of that many is as likely as any other.
        private static List<Id<Customer>> Draw(List<Id<Customer>> from, int count, int seed)
        {
            if (count >= from.Count) return from;
            var random = new Random(seed);
            for (var i = 0; i < count; i++)
            {
                var j = random.Next(i, from.Count);
                (from[i], from[j]) = (from[j], from[i]);
            }
            return from[..count];
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/surveys/{surveyId}/wave", (Id<Survey> surveyId, SendWave request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { SurveyId = surveyId }, ct)).Produces<WaveSent>().WithSummary("Invite the customers of a kept list, or a sample of them");
}

/// <summary>What a wave did.</summary>
/// <param name="Invited">Customers who were invited.</param>
/// <param name="AskedLately">Left out because they were asked a short while ago.</param>
/// <param name="NotDrawn">Left out because they were not in the sample.</param>
/// <param name="Declined">Left out because they do not want to be asked.</param>
internal sealed record WaveSent(int Invited, int AskedLately, int NotDrawn, int Declined);
