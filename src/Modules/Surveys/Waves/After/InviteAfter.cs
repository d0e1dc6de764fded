using Guanxi.Customers;

namespace Guanxi.Surveys.Waves.After;

/// <summary>Invites whoever something happened to, by the rules of the survey that is sent after such things: its share of chances, the quiet days, what the customer allows. Asked for by the product itself.</summary>
[Needs(SurveysRights.Invite)]
internal sealed record InviteAfter : IUseCase<bool>
{
    public SurveyOccasion Occasion { get; set; }

    /// <summary>Of the order, complaint, request or contact.</summary>
    public long AboutId { get; set; }
    public Id<Customer> CustomerId { get; set; }

    /// <summary>The shop where it happened.</summary>
    public Id<Unit>? UnitId { get; set; }

    /// <summary>Who sold, handled or visited.</summary>
    public Id<Person>? PersonId { get; set; }

    internal sealed class Handler(Inviting inviting) : IHandler<InviteAfter, bool>
    {
        /// <returns>False where nobody is to be asked.</returns>
        public Task<bool> Handle(InviteAfter request, Actor actor, CancellationToken ct) =>
            inviting.InviteAfter(new(request.Occasion, request.AboutId, request.CustomerId, request.UnitId, request.PersonId), ct);
    }
}
