using System.Globalization;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Insight;
using Guanxi.Surveys.Answers;
using Guanxi.Surveys.Questions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Surveys.Findings;

/// <summary>What a survey says now and what came of it, question by question: of customers within one's scope, and of anonymous answers about one's shops in whole groups.</summary>
[Needs(SurveysRights.Read)]
internal sealed record SurveyResults : IQuestion<SurveyShown>
{
    public Id<Survey> SurveyId { get; init; }

    internal sealed class Handler(GuanxiDb db) : IHandler<SurveyResults, SurveyShown>
    {
        // The newest answers tell how it is; older ones are counted by the satisfaction index.
        private const int MostRead = 20_000;
        private const int MostWords = 30;

        public async Task<SurveyShown> Handle(SurveyResults request, Actor actor, CancellationToken ct)
        {
            var survey = await db.SurveyShown(request.SurveyId, ct);
            var edition = await db.Set<SurveyEdition>().AsNoTracking().Where(e => e.SurveyId == survey.Id).OrderByDescending(e => e.Number).FirstAsync(ct);
            var known = await db.AnswersFor(actor).Where(a => a.SurveyId == survey.Id).OrderByDescending(a => a.Id).Take(MostRead).Select(a => a.Given.AnswersJson).ToListAsync(ct);
            var least = (await db.Setting<SurveySettings>(ct)).LeastAnonymous;
            var (anonymous, nameless) = await db.AnonymousAnswersFor(actor).Where(a => a.SurveyId == survey.Id).ReadWhole(least, MostRead, ct);
            var (named, unnamed) = (known.ConvertAll(json => Given.Read(json)), anonymous.ConvertAll(a => a.Given.Read()));
            var invitations = db.InvitationsFor(actor).Where(i => i.SurveyId == survey.Id);
            var invited = await invitations.CountAsync(ct);
            return new()
            {
                Survey = survey, Edition = edition.Number, EditionId = edition.Id, Questions = edition.Questions, Answered = named.Count + unnamed.Count, TooFewAnonymous = nameless > 0 && nameless < least ? least : null, Group = nameless >= least ? least : null,
                Invited = invited, HandedOut = await invitations.CountAsync(i => i.HandedOutAt != null, ct),
                // An anonymous survey's tickets that are gone were used; of few one could tell whose, and of one more, who answered just now.
                Used = survey.Anonymous && invited < least ? null : survey.Anonymous ? WholeGroups.Of(await invitations.CountAsync(i => !db.Set<Ticket>().Any(t => t.InvitationId == i.Id), ct), least) : await invitations.CountAsync(i => i.AnsweredAt != null, ct),
                Results = [.. edition.Questions.Select(q => ResultOf(q, [.. To(q, named), .. Enough(To(q, unnamed), least)], survey.Anonymous || unnamed.Count > 0))],
            };
        }

        private static List<string> To(Question question, IEnumerable<IReadOnlyDictionary<string, string>> answers) => [.. answers.Select(s => s.GetValueOrDefault(question.Key)).OfType<string>()];

        // A question that was added later, or is asked of few, may have a single answer in a group that is full.
        private static List<string> Enough(List<string> answers, int least) => answers.Count < least ? [] : answers;

        private static QuestionResult ResultOf(Question question, List<string> answers, bool anonymous)
        {
            var result = new QuestionResult { Key = question.Key, Kind = question.Kind, Question = question.In(AnswersInWords.IsChinese), Answers = answers.Count };
            if (question.Kind == QuestionKind.Mention) return result with { Words = [.. answers.SelectMany(Question.LinesOf).GroupBy(n => n, StringComparer.OrdinalIgnoreCase).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Take(MostWords).Select(g => $"{g.Key} · {g.Count()}")] };
            // In alphabetical order nobody can tell who came when.
            if (question.Kind == QuestionKind.Open) return result with { Words = [.. anonymous ? answers.Take(MostWords).Order(StringComparer.Ordinal) : answers.Take(MostWords)] };
            var numbers = answers.Select(a => int.TryParse(a, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1).ToList();
            var (from, until) = question.Bounds;
            result = result with { Counts = [.. Enumerable.Range(from, until - from + 1).Select(n => new AnswerCount(n, numbers.Count(x => x == n)))] };
            return question.Kind switch
            {
                QuestionKind.Csat => result.WithShare(numbers.Count(n => n >= 4), numbers.Count),
                QuestionKind.Ces => result.WithShare(numbers.Count(n => n >= 5), numbers.Count),
                QuestionKind.Nps => result.WithNps(numbers.Count(n => n >= 9), numbers.Count(n => n <= 6), numbers.Count),
                QuestionKind.Trouble => result.WithShare(numbers.Count(n => n == 3), numbers.Count(n => n >= 2)),
                _ => result,
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/surveys/{surveyId}", (Id<Survey> surveyId, Asker asker, CancellationToken ct) =>
        asker.Answer(new SurveyResults { SurveyId = surveyId }, ct)).Produces<SurveyShown>().WithSummary("A survey and what came of it");
}

/// <summary>A survey with its results.</summary>
internal sealed record SurveyShown
{
    public required SurveyTold Survey { get; init; }

    /// <summary>Number of the questions that are asked now.</summary>
    public required int Edition { get; init; }
    public required Id<SurveyEdition> EditionId { get; init; }
    public required IReadOnlyList<Question> Questions { get; init; }

    /// <summary>Answers that are counted here.</summary>
    public required int Answered { get; init; }

    /// <summary>There are anonymous answers, but fewer than these: they are not shown.</summary>
    public int? TooFewAnonymous { get; init; }

    /// <summary>Anonymous answers are among those counted, in whole groups of so many; null where none are.</summary>
    public int? Group { get; init; }

    /// <summary>Customers within one's scope who were invited.</summary>
    public required int Invited { get; init; }
    public required int HandedOut { get; init; }

    /// <summary>Invitations that were answered; null where so few were invited anonymously that one could tell who took part.</summary>
    public required int? Used { get; init; }
    public required IReadOnlyList<QuestionResult> Results { get; init; }
}

/// <summary>How a survey is set.</summary>
internal sealed record SurveyTold
{
    public required Id<Survey> Id { get; init; }
    public required string Name { get; init; }
    public string? ChineseTitle { get; init; }
    public string? EnglishTitle { get; init; }
    public string? ChineseIntroduction { get; init; }
    public string? EnglishIntroduction { get; init; }
    public required SurveyState State { get; init; }
    public required bool Anonymous { get; init; }
    public required bool OpenToAll { get; init; }
    public required IReadOnlyList<SurveyOccasion> Occasions { get; init; }
    public required int SamplePercent { get; init; }
    public required int DelayDays { get; init; }
    public required BadAnswerAct BadAnswer { get; init; }
    public required int ValidDays { get; init; }
    public DateTimeOffset? OpenedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
}

/// <summary>What came of one question.</summary>
internal sealed record QuestionResult
{
    /// <summary>Fewer answers than these are too few for a share.</summary>
    public const int Least = 10;

    public required string Key { get; init; }
    public required QuestionKind Kind { get; init; }
    public required string Question { get; init; }
    public required int Answers { get; init; }

    /// <summary>By number, ascending.</summary>
    public IReadOnlyList<AnswerCount> Counts { get; init; } = [];

    /// <summary>Own words, or names with how often each was given.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>CSAT: satisfied; CES: easy; trouble: kept silent, of those with trouble; in [0, 1]. NPS: promoters less detractors, in [-1, 1]. Null for too few.</summary>
    public double? Score { get; init; }
    public double? Low { get; init; }
    public double? High { get; init; }

    public QuestionResult WithShare(int successes, int trials)
    {
        if (trials < Least) return this;
        var share = Proportion.Wilson(successes, trials);
        return this with { Score = share.Share, Low = share.Low, High = share.High };
    }

    public QuestionResult WithNps(int promoters, int detractors, int all)
    {
        if (all < Least) return this;
        var score = NetPromoterScore.Of(promoters, detractors, all);
        return this with { Score = score.Score, Low = score.Low, High = score.High };
    }
}

/// <summary>How many gave a number as their answer.</summary>
internal sealed record AnswerCount(int Value, int Count);

internal static class SurveyTelling
{
    public static async Task<SurveyTold> SurveyShown(this GuanxiDb db, Id<Survey> id, CancellationToken ct) => Refuse.Missing(await db.Set<Survey>().AsNoTracking().Where(s => s.Id == id).Select(s => new SurveyTold
    {
        Id = s.Id, Name = s.Name, ChineseTitle = s.ChineseTitle, EnglishTitle = s.EnglishTitle, ChineseIntroduction = s.ChineseIntroduction, EnglishIntroduction = s.EnglishIntroduction, State = s.State, Anonymous = s.Anonymous, OpenToAll = s.OpenToAll,
        Occasions = s.Occasions, SamplePercent = s.SamplePercent, DelayDays = s.DelayDays, BadAnswer = s.BadAnswer, ValidDays = s.ValidDays, OpenedAt = s.OpenedAt, ClosedAt = s.ClosedAt,
    }).FirstOrDefaultAsync(ct), "surveys.survey.not_found");
}
