using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Exchange.Imports;
using Guanxi.Exchange.Reading;

namespace Guanxi.Exchange.Records;

/// <summary>The kinds of records that the modules let people load.</summary>
internal sealed class RecordImports(IEnumerable<IRecordImport> kinds, GuanxiDb db)
{
    private readonly IReadOnlyList<IRecordImport> all = [.. kinds.OrderBy(kind => RecordKinds.All.ToList().IndexOf(kind.Kind))];

    /// <summary>Those that somebody may load.</summary>
    public IReadOnlyList<IRecordImport> For(Actor actor) => [.. all.Where(kind => actor.May(kind.Right))];

    /// <exception cref="RefusedException">There is no such kind.</exception>
    public IRecordImport Of(string kind) => Refuse.Missing(all.FirstOrDefault(one => one.Kind == kind), "exchange.kind.unknown");

    /// <summary>Lets in whoever may load this kind; orders need no right of their own.</summary>
    /// <exception cref="RefusedException">They may not.</exception>
    public void Admit(Actor actor, string kind)
    {
        if (kind != Import.Orders) Refuse.If(!actor.May(Of(kind).Right), "exchange.kind.not_allowed");
    }

    /// <summary>Makes sure that a file can be read as it was decided, whatever its rows are.</summary>
    /// <exception cref="RefusedException">Something isn't decided, or can't work.</exception>
    public async Task Readable(string kind, FileSurvey survey, ImportAnswers answers, Actor actor, CancellationToken ct)
    {
        Admit(actor, kind);
        if (kind == Import.Orders) Unreadable.Refused(() => answers.Reading(survey));
        else (await Sheet(kind, answers.Subject, ct)).Reading(survey, answers);
    }

    /// <summary>A kind with its fields, as one file has them.</summary>
    /// <param name="subject">What the file is about; the only one there is where nothing was chosen.</param>
    public async Task<RecordSheet> Sheet(string kind, string? subject, CancellationToken ct)
    {
        var import = Of(kind);
        var subjects = await import.Subjects(ct);
        var chosen = subjects.Count == 0 ? null : subject ?? (subjects.Count == 1 ? subjects[0].Key : null);
        Refuse.Field(nameof(ImportAnswers.Subject), chosen is not null && subjects.All(one => one.Key != chosen), "exchange.subject.unknown");
        return new(import, subjects, chosen, await import.Fields(chosen, ct), await db.Setting<FirmSettings>(ct));
    }
}
