using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.Appeals;

/// <summary>What an appeal is about.</summary>
internal enum AppealLabel { Grade, Stage, Risk, Level }

internal enum AppealState { Open, Accepted, Rejected }

/// <summary>"This is wrong because …": somebody's note on a label that the rules gave. Open until somebody answers; then it never changes again.</summary>
internal sealed class Appeal : Entity<Appeal>
{
    public Id<Customer> CustomerId { get; private init; }
    public AppealLabel Label { get; private init; }

    /// <summary>What the label said then: a code, or the churn in per cent.</summary>
    public string Said { get; private init; } = "";

    /// <summary>The day of the standing that said it; null for a level that nobody evaluated.</summary>
    public DateOnly? AsOf { get; private init; }
    public string Note { get; private init; } = "";
    public Id<Person> RaisedById { get; private init; }
    public DateTimeOffset RaisedAt { get; private init; }
    [History] public AppealState State { get; private set; }
    public string? Answer { get; private set; }
    public Id<Person>? AnsweredById { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }

    public static Appeal Raise(Id<Customer> customer, AppealLabel label, string said, DateOnly? asOf, string note, Id<Person> by, DateTimeOffset at)
    {
        Refuse.Field("Note", string.IsNullOrWhiteSpace(note), "value.appeal.note_missing");
        return new() { CustomerId = customer, Label = label, Said = said, AsOf = asOf, Note = note.Trim(), RaisedById = by, RaisedAt = at };
    }

    public void Close(bool accepted, string answer, Id<Person> by, DateTimeOffset at)
    {
        Refuse.If(State != AppealState.Open, "value.appeal.answered_already");
        Refuse.Field("Answer", string.IsNullOrWhiteSpace(answer), "value.appeal.answer_missing");
        (State, Answer, AnsweredById, AnsweredAt) = (accepted ? AppealState.Accepted : AppealState.Rejected, answer.Trim(), by, at);
    }
}

internal sealed class AppealTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<Appeal>(appeal =>
    {
        appeal.ToTable("value_appeal");
        appeal.HasKey(a => new { a.CustomerId, a.Id });
        appeal.HasOneInForce("state = 'Open'", "label");
        appeal.Property(a => a.Label).HasConversion<string>().HasMaxLength(20);
        appeal.Property(a => a.Said).HasMaxLength(40);
        appeal.Property(a => a.Note).HasMaxLength(1000);
        appeal.Property(a => a.State).HasConversion<string>().HasMaxLength(20);
        appeal.Property(a => a.Answer).HasMaxLength(500);
        appeal.HasIndex(a => new { a.State, a.RaisedAt });
        appeal.HasOne<Customer>().WithMany().HasForeignKey(a => a.CustomerId).OnDelete(DeleteBehavior.Restrict);
    });
}
