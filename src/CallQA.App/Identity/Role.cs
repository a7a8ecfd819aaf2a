namespace CallQA.App.Identity;

/// <summary>What somebody is to the workplace. Everybody has one role.</summary>
public enum Role
{
    /// <summary>Everything, accounts and jobs included.</summary>
    Admin,

    /// <summary>Evaluates calls.</summary>
    Reviewer,

    /// <summary>Reads evaluations, comments on them and coaches.</summary>
    Trainer,

    /// <summary>Sees own calls only, once they have been evaluated.</summary>
    Agent,

    /// <summary>Sees everything, the audit log included, and changes nothing.</summary>
    Auditor,
}
