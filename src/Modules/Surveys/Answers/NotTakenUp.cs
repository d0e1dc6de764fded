using Guanxi.Contact;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Surveys.Answers;

/// <summary>Bad answers that nobody has seen to: nothing came of them, or a task that is still to be done. A complaint is seen to at its own desk, by its own limits.</summary>
internal static class NotTakenUp
{
    public static IQueryable<Answer> Bad(this IQueryable<Answer> answers) =>
        answers.Where(a => a.Given.Csat <= 2 || (a.Given.Csat == null && a.Given.Nps <= 6) || (a.Given.Csat == null && a.Given.Nps == null && a.Given.Ces <= 2));

    public static async Task<IQueryable<Answer>> NotTakenUpOf(this GuanxiDb db, IQueryable<Answer> answers, CancellationToken ct)
    {
        // Tasks are few beside answers, and are done within days.
        var open = await db.Set<FollowUp>().AsNoTracking().Where(t => t.DoneAt == null && t.Cause!.StartsWith(BadAnswers.Cause)).Select(t => t.Id).ToListAsync(ct);
        var tasks = open.ConvertAll(t => (long?)t.Value);
        return answers.Bad().Where(a => a.Brought == BadAnswerAct.Nothing || (a.Brought == BadAnswerAct.Task && tasks.Contains(a.BroughtId)));
    }
}
