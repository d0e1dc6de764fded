using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Surveys.Answers;

/// <summary>What a customer answered, on the timeline.</summary>
internal sealed class AnswerTimeline(GuanxiDb db, Texts texts) : ITimelineSource
{
    private const string Name = "surveys.answer";

    private static readonly PreparedQuery<Id<Customer>, int, List<Answer>> Newest = PreparedQuery.List((GuanxiDb db, Id<Customer> customer, int count) =>
        db.Set<Answer>().AsNoTracking().Where(a => a.CustomerId == customer).OrderByDescending(a => a.AnsweredAt).ThenByDescending(a => a.Id).Take(count));

    public IReadOnlyList<TimelineKind> Kinds { get; } = [new(Name, "surveys.timeline.kind", "clipboard-check", SurveysRights.Read)];

    public async Task<IReadOnlyList<TimelineEntry>> Entries(TimelineQuestion question, Actor actor, CancellationToken ct)
    {
        if (!question.Wants(Name) || !actor.May(SurveysRights.Read)) return [];
        var answers = question.Before is { } before ? await Older(question, before, ct) : await Newest.Run(db, question.CustomerId, question.Count, ct);
        if (answers.Count == 0) return [];
        var surveys = answers.Select(a => a.SurveyId).Distinct().ToList();
        var names = await db.Set<Survey>().Where(s => surveys.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Name, ct);
        return [.. answers.Select(a => Entry(a, names.GetValueOrDefault(a.SurveyId) ?? ""))];
    }

    private Task<List<Answer>> Older(TimelineQuestion question, Cursor before, CancellationToken ct)
    {
        var (at, id) = (before.At, new Id<Answer>(before.Id));
        return db.Set<Answer>().AsNoTracking().Where(a => a.CustomerId == question.CustomerId && a.AnsweredAt <= at && (a.AnsweredAt < at || a.Id < id))
            .OrderByDescending(a => a.AnsweredAt).ThenByDescending(a => a.Id).Take(question.Count).ToListAsync(ct);
    }

    private TimelineEntry Entry(Answer answer, string survey) => new()
    {
        At = answer.AnsweredAt, Id = new(answer.Id.Value), Kind = Name, Icon = "clipboard-check", Colour = answer.Given.IsBad ? "red" : null, Title = texts["surveys.timeline.title", survey],
        Text = AnswersInWords.Marks(answer.Given, texts),
        Url = $"/surveys/answers?customer={answer.CustomerId}",
    };
}
