using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Staff;
using Guanxi.Surveys.Questions;
using Guanxi.Surveys.Waves;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Surveys.Public;

/// <summary>The survey behind a link: of an invitation, or of the survey itself where everybody may answer.</summary>
[NeedsNoRight("The link's secret proves who was invited; a survey that is open to all is open to all.")]
internal sealed record SurveyByLink : IQuestion<SurveySeen>
{
    [StringLength(60)] public string? Secret { get; init; }
    public Id<Survey>? SurveyId { get; init; }
    public Id<Unit>? UnitId { get; init; }
    public bool Chinese { get; init; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<SurveyByLink, SurveySeen>
    {
        public async Task<SurveySeen> Handle(SurveyByLink request, Actor actor, CancellationToken ct)
        {
            var (survey, ticket) = await db.LinkedSurvey(request.Secret, request.SurveyId, clock.GetUtcNow(), ct);
            var answered = ticket is not null && await db.Set<Invitation>().AnyAsync(i => i.CustomerId == ticket.CustomerId && i.Id == ticket.InvitationId && i.AnsweredAt != null, ct);
            var edition = await db.EditionOf(survey.Id, ct);
            return new()
            {
                Firm = (await db.Setting<FirmSettings>(ct)).Name, Unit = await db.UnitName(request.UnitId, ct), Title = survey.TitleIn(request.Chinese), Introduction = survey.IntroductionIn(request.Chinese), Anonymous = survey.Anonymous, Answered = answered,
                EditionId = edition.Id, Questions = [.. edition.Questions.Select(q => new QuestionSeen(q.Key, q.Kind, q.In(request.Chinese), q.ChoicesIn(request.Chinese), q.Required, q.IfKey, q.IfFrom, q.IfUntil))],
            };
        }
    }
}

/// <summary>A survey as a customer sees it, in the customer's language.</summary>
internal sealed record SurveySeen
{
    public required string Firm { get; init; }
    public string? Unit { get; init; }
    public required string Title { get; init; }
    public string? Introduction { get; init; }
    public bool Anonymous { get; init; }

    /// <summary>The invitation was used.</summary>
    public bool Answered { get; init; }
    public required Id<SurveyEdition> EditionId { get; init; }
    public required IReadOnlyList<QuestionSeen> Questions { get; init; }
}

/// <summary>A question as a customer sees it.</summary>
internal sealed record QuestionSeen(string Key, QuestionKind Kind, string Text, IReadOnlyList<string> Choices, bool Required, string? IfKey, int? IfFrom, int? IfUntil);

internal static class SurveyLinks
{
    /// <summary>What is unknown, expired, used up, closed or made up gets one and the same answer.</summary>
    public static async Task<(Survey Survey, Ticket? Ticket)> LinkedSurvey(this GuanxiDb db, string? secret, Id<Survey>? open, DateTimeOffset now, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(secret))
        {
            var all = await db.Set<Survey>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == open && s.OpenToAll && s.State == SurveyState.Open, ct);
            return (Refuse.Missing(all, "surveys.link.not_found"), null);
        }
        var ticket = Refuse.Missing(await db.Set<Ticket>().FirstOrDefaultAsync(t => t.Secret == secret && t.ExpiresAt > now, ct), "surveys.link.not_found");
        var survey = await db.Set<Survey>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == ticket.SurveyId && s.State == SurveyState.Open, ct);
        return (Refuse.Missing(survey, "surveys.link.not_found"), ticket);
    }
}
