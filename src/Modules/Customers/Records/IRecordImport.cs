namespace Guanxi.Customers;

/// <summary>One kind of old records that a module lets people load from files: what its rows say, what is wrong with one, how it is written and taken out again. Registered in the module's <c>Add</c>.</summary>
/// <remarks>Whoever loads files finds the customer, reads the values and keeps the transaction; the module knows its own rules alone. See docs/adr/0035.</remarks>
public interface IRecordImport
{
    /// <summary>As addresses and commands name it, one of <see cref="RecordKinds.All"/>.</summary>
    string Kind { get; }

    /// <summary>Key of what it is called.</summary>
    string Text { get; }

    /// <summary>The right without which nobody loads it.</summary>
    string Right { get; }

    /// <summary>Whether a row may name no customer.</summary>
    bool MayBeAnonymous => false;

    /// <summary>About which of several the whole file is, e.g. one survey; chosen once for the file. None where it is about nothing in particular.</summary>
    Task<IReadOnlyList<RecordSubject>> Subjects(CancellationToken ct) => Task.FromResult<IReadOnlyList<RecordSubject>>([]);

    /// <summary>What a row can say beside its number and its customer, in the order in which people think of it; names in the reader's language.</summary>
    /// <param name="subject">Which of <see cref="Subjects"/>; null while none is chosen.</param>
    /// <exception cref="RefusedException">There is no such subject, or none is chosen and there must be one.</exception>
    Task<IReadOnlyList<RecordField>> Fields(string? subject, CancellationToken ct);

    /// <summary>Refuses rows for what the module alone can know. Writes nothing.</summary>
    Task Check(RecordBatch batch, CancellationToken ct);

    /// <summary>Writes the rows of one batch within the transaction of the caller: with <see cref="Guanxi.Data.NewRows.AddMany"/>, since there may be very many.</summary>
    Task Write(RecordBatch batch, CancellationToken ct);

    /// <summary>Those of the numbers that are there already, with the import that brought each.</summary>
    Task<IReadOnlyDictionary<string, long?>> There(IReadOnlyCollection<string> numbers, string? subject, CancellationToken ct);

    /// <summary>How many records of an import are there.</summary>
    Task<long> Left(long import, CancellationToken ct);

    /// <summary>Takes out the next records of an import, with all that it wrote below them; the transaction of the caller saves that. What people worked on since stays.</summary>
    /// <param name="after">Only records with higher ids.</param>
    Task<TakenBack> TakeBack(long import, long after, CancellationToken ct);
}

/// <summary>The kinds of records that files can hold beside orders.</summary>
public static class RecordKinds
{
    public const string Complaints = "complaints", Requests = "requests", Contacts = "contacts", Answers = "answers";

    public static IReadOnlyList<string> All { get; } = [Complaints, Requests, Contacts, Answers];

    /// <summary>Records at a time; each has some rows below it.</summary>
    public const int AtOnce = 100;
}

/// <summary>What a whole file may be about.</summary>
/// <param name="Key">As answers name it.</param>
public sealed record RecordSubject(string Key, string Label);

/// <summary>What one step of taking back did.</summary>
/// <param name="Kept">Records that stay because people worked on them since.</param>
/// <param name="Last">The highest id that was looked at; 0 where nothing was left.</param>
public readonly record struct TakenBack(int Gone, int Kept, long Last);
