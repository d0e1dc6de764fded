using Guanxi.Data;
using Guanxi.Jobs;

namespace Guanxi.Exchange.Imports;

internal enum ImportState { Uploaded, Checking, Checked, Writing, Done, Cancelled, Undoing, Undone, Failed }

/// <summary>One file that someone loads: from upload to receipt, and perhaps back again.</summary>
internal sealed class Import : Entity<Import>
{
    /// <summary>How long an import can be taken back.</summary>
    public const int UndoDays = 30;

    /// <summary>The kind of a file of orders; all other kinds are of <see cref="Guanxi.Customers.RecordKinds"/>.</summary>
    public const string Orders = "orders";

    /// <summary>What its rows are.</summary>
    public string Kind { get; private set; } = Orders;
    public bool IsOrders => Kind == Orders;
    public string FileName { get; private init; } = "";

    /// <summary>Where the file lies, relative to the folder of imports.</summary>
    public string StoredAs { get; private init; } = "";
    public long Bytes { get; private init; }
    public ImportState State { get; private set; }

    /// <summary>True while it is written or taken back, else null. Unique: of two that begin at one moment, the database lets one in.</summary>
    public bool? InTurn { get; private set; }

    /// <summary>What the look at all rows found: a <see cref="Reading.FileSurvey"/> as JSON.</summary>
    public string Survey { get; private set; } = "";

    /// <summary>How the file is to be read: <see cref="ImportAnswers"/> as JSON.</summary>
    public string Answers { get; private set; } = "";

    /// <summary>What the check found: <see cref="Checking.ImportFindings"/> as JSON, or <c>RecordFindings</c>.</summary>
    public string? Findings { get; private set; }

    /// <summary>What must not change between the first written row and the last: <c>WriteStart</c> as JSON.</summary>
    public string? Start { get; private set; }

    /// <summary>Rows of all tables written so far; saved with the rows themselves, so that a killed process goes on exactly there.
    /// −1 while they are taken out again: half of them are gone, and from nowhere can it go on.</summary>
    public long Checkpoint { get; private set; }

    /// <summary>The receipt, as JSON, once written; with what the undo did, once undone.</summary>
    public string? Receipt { get; private set; }

    /// <summary>The job that checks, writes or undoes it at present, or did last.</summary>
    public Id<Job>? JobId { get; private set; }
    public Id<Person> CreatedBy { get; private init; }
    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset? FinishedAt { get; private set; }
    public DateTimeOffset? UndoneAt { get; private set; }

    public static Import Of(string fileName, string storedAs, long bytes, Id<Person> by, DateTimeOffset at) =>
        new() { FileName = fileName, StoredAs = storedAs, Bytes = bytes, CreatedBy = by, CreatedAt = at };

    /// <summary>How it is read, chosen or changed. What an earlier check found no longer holds.</summary>
    /// <param name="kind">What its rows are; null where that stays.</param>
    public void Answer(string survey, ImportAnswers answers, string? kind = null)
    {
        Refuse.If(State is not (ImportState.Uploaded or ImportState.Checked or ImportState.Cancelled or ImportState.Failed), "exchange.import.under_way");
        (Survey, Answers, Findings, State, Kind) = (survey, StoredJson.Write(answers), null, ImportState.Uploaded, kind ?? Kind);
    }

    public void BeginCheck(Job job)
    {
        Refuse.If(State is not (ImportState.Uploaded or ImportState.Checked), "exchange.import.under_way");
        (State, JobId, Findings) = (ImportState.Checking, job.Id, null);
    }

    public void EndCheck(string? findings) => (State, Findings) = (findings is null ? ImportState.Uploaded : ImportState.Checked, findings);

    /// <param name="unchecked">The writing itself checks all rows first; nobody waits to see what it finds.</param>
    public void BeginWrite(Job job, bool @unchecked)
    {
        Refuse.If(State is ImportState.Checking or ImportState.Writing or ImportState.Undoing, "exchange.import.under_way");
        Refuse.If(State is not ImportState.Checked && !(@unchecked && State is ImportState.Uploaded), State is ImportState.Done ? "exchange.import.written_already" : "exchange.import.not_checked");
        (State, InTurn, JobId, Start, Checkpoint, Receipt) = (ImportState.Writing, true, job.Id, null, 0, null);
    }

    /// <summary>Goes on with an import whose job ended without its work, because the program failed.</summary>
    public void Resume(Job job) => JobId = job.Id;

    public void StartWriting(string start, string findings) => (Start, Findings) = (start, findings);

    public void EndWrite(string receipt, DateTimeOffset at) => (State, InTurn, Receipt, FinishedAt) = (ImportState.Done, null, receipt, at);

    /// <summary>To be saved before the first row goes.</summary>
    public void TakeBack() => Checkpoint = -1;

    public void TakenBack(bool failed) => (State, InTurn, Start, Checkpoint) = (failed ? ImportState.Failed : ImportState.Cancelled, null, null, 0);

    /// <summary>All that was written is out again, and the writing begins anew.</summary>
    public void BeginAnew() => (Start, Checkpoint) = (null, 0);

    /// <param name="cutOff">Its last job ended without finishing the work: what it wrote until then can be taken back.</param>
    public void BeginUndo(Job job, DateTimeOffset now, bool cutOff)
    {
        Refuse.If(State is ImportState.Undone, "exchange.import.undone_already");
        Refuse.If(State is ImportState.Writing or ImportState.Undoing && !cutOff, "exchange.import.under_way");
        Refuse.If(State is not ImportState.Done && (State is not ImportState.Writing || Start is null), "exchange.import.not_written");
        Refuse.If(FinishedAt < now.AddDays(-UndoDays), "exchange.import.too_old_to_undo", UndoDays);
        (State, InTurn, JobId) = (ImportState.Undoing, true, job.Id);
    }

    public void EndUndo(string receipt, DateTimeOffset at) => (State, InTurn, Receipt, UndoneAt) = (ImportState.Undone, null, receipt, at);
}
