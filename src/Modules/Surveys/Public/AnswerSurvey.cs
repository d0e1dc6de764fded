using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Staff;
using Guanxi.Surveys.Answers;
using Guanxi.Surveys.Waves;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Surveys.Public;

/// <summary>Takes what a customer answers. An invitation is answered once; an anonymous one is torn up, so that nothing leads from the answer to the customer.</summary>
[NeedsNoRight("The link's secret proves who was invited; a survey that is open to all is open to all.")]
internal sealed record AnswerSurvey : IUseCase<bool>
{
    [StringLength(60)] public string? Secret { get; set; }

    /// <summary>Of a survey that everybody may answer.</summary>
    public Id<Survey>? SurveyId { get; set; }

    /// <summary>The shop whose sign was followed.</summary>
    public Id<Unit>? UnitId { get; set; }

    /// <summary>The edition that was read.</summary>
    public Id<SurveyEdition> EditionId { get; set; }
    [StringLength(10)] public string Language { get; set; } = "";

    /// <summary>By the question's key.</summary>
    public IReadOnlyDictionary<string, string?> Answers { get => field ?? new Dictionary<string, string?>(); set; } = new Dictionary<string, string?>();

    /// <summary>A field that people don't see; programs fill it in.</summary>
    [StringLength(500)] public string? Website { get; set; }

    internal sealed class Handler(GuanxiDb db, BadAnswers bad, TimeProvider clock) : IHandler<AnswerSurvey, bool>
    {
        /// <summary>More answers without an invitation within a day are a flood.</summary>
        private const int MostOpenPerDay = 5_000;

        public async Task<bool> Handle(AnswerSurvey request, Actor actor, CancellationToken ct)
        {
            Refuse.If(!string.IsNullOrEmpty(request.Website), "surveys.answer.looks_like_a_program");
            var now = clock.GetUtcNow();
            var (survey, ticket) = await db.LinkedSurvey(request.Secret, request.SurveyId, now, ct);
            var edition = Refuse.Missing(await db.Set<SurveyEdition>().AsNoTracking().FirstOrDefaultAsync(e => e.Id == request.EditionId && e.SurveyId == survey.Id, ct), "surveys.link.not_found");
            var given = Given.Of(edition.Questions, request.Answers, await db.OwnNames(ct));
            var day = (await db.Setting<FirmSettings>(ct)).DayOf(now);
            if (ticket is not null && !survey.Anonymous)
            {
                await Answer(survey, edition, given, ticket, request.Language, now, day, ct);
                return true;
            }
            if (ticket is null)
            {
                Refuse.If(await db.Set<AnonymousAnswer>().Where(a => a.SurveyId == survey.Id && a.AnsweredOn == day).Take(MostOpenPerDay).CountAsync(ct) == MostOpenPerDay, "surveys.answer.full");
                // An unknown shop is an old sign: the answer counts all the same.
                var unit = request.UnitId is { } wanted && await db.UnitNames().AnyAsync(u => u.Id == wanted && u.Open, ct) ? request.UnitId : null;
                db.Add(AnonymousAnswer.Of(edition, given, unit, request.Language, day));
                return true;
            }
            var shop = await db.Set<Invitation>().Where(i => i.CustomerId == ticket.CustomerId && i.Id == ticket.InvitationId).Select(i => i.UnitId).FirstOrDefaultAsync(ct);
            db.Remove(ticket);
            db.Add(AnonymousAnswer.Of(edition, given, shop, request.Language, day));
            return true;
        }

        private async Task Answer(Survey survey, SurveyEdition edition, Given given, Ticket ticket, string language, DateTimeOffset now, DateOnly day, CancellationToken ct)
        {
            var invitation = Refuse.Missing(await db.Set<Invitation>().FirstOrDefaultAsync(i => i.CustomerId == ticket.CustomerId && i.Id == ticket.InvitationId, ct), "surveys.link.not_found");
            invitation.Answer(now);
            invitation.HandOut(now);
            var answer = Surveys.Answers.Answer.Of(invitation, edition, given, language, now, day);
            db.Add(answer);
            await bad.Follow(survey, edition, answer, day, now, ct);
        }
    }
}
